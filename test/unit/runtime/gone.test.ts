import { describe, expect, it } from "vitest";
import { findObjects } from "../../../provider/platform/api/objects";
import { exportKind } from "../../../provider/jobs/kinds";
import { JobService } from "../../../provider/jobs/service";
import { PlatformError } from "../../../provider/platform/errors/errors";
import { isGoneMember, orGone } from "../../../provider/runtime/account/orGone";
import { cannedClient } from "../../support/cannedClient";
import "../../support/retryLoaded";

const answer = (code?: number) => ({
  status: 404,
  body: code === undefined ? "<h1>Not Found</h1>" : { code },
});

function look(code?: number) {
  const { client, clock } = cannedClient([answer(code)]);
  return clock.run(orGone(new JobService(client, exportKind).get("job-1")));
}

describe("a 404", () => {
  it("of the platform about a job says that the job is gone", async () => {
    expect(await look(9008)).toBeUndefined();
  });

  it("of the import service says so too", async () => {
    expect(await look(10211)).toBeUndefined();
  });

  it.each([9200, 9104, 3002])("about something else (%i) says nothing of a job", async (code) => {
    await expect(look(code)).rejects.toThrow(`code ${code}`);
  });

  it("of a server in between, or of an address that isn't the API's, says nothing of any job", async () => {
    await expect(look()).rejects.toThrow(/404/);
    await expect(look(90003)).rejects.toThrow(/404/);
  });

  it.each([
    ["gone", 9105],
    ["unchecked", undefined],
  ])("leaves an object %s with the code %s", async (presence, code) => {
    const place = { volume: "lab/archive", location: "a.bam" };
    const { client, clock } = cannedClient([answer(code)]);
    const found = await clock.run(findObjects(client, [place], { left: 1 }));
    expect(found.get(place)).toBe(presence);
  });
});

describe("a member", () => {
  it.each([
    [404, 3002],
    [404, 2002],
    [400, 9012],
    [404, 9012],
  ])("is gone by %i with %i", (status, code) => {
    expect(isGoneMember(new PlatformError({ failure: "refused", call: "x", status, code }))).toBe(true);
  });

  it.each([
    [403, 9020],
    [404, undefined],
    [503, 3002],
  ])("isn't by %i with %s", (status, code) => {
    expect(isGoneMember(new PlatformError({ failure: "refused", call: "x", status, code }))).toBe(false);
  });
});
