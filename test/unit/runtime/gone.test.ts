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
  it("from the platform for a job means that the job is gone", async () => {
    expect(await look(9008)).toBeUndefined();
  });

  it("from the import service means so too", async () => {
    expect(await look(10211)).toBeUndefined();
  });

  it.each([9200, 9104, 3002])("for something else (%i) doesn't", async (code) => {
    await expect(look(code)).rejects.toThrow(`code ${code}`);
  });

  it("from an intermediate server or a wrong URL doesn't", async () => {
    await expect(look()).rejects.toThrow(/404/);
    await expect(look(90003)).rejects.toThrow(/404/);
  });

  it.each([
    ["gone", 9105],
    ["unchecked", undefined],
  ])("for an object means %s with code %s", async (presence, code) => {
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
  ])("is gone for status %i and code %i", (status, code) => {
    expect(isGoneMember(new PlatformError({ failure: "refused", call: "x", status, code }))).toBe(true);
  });

  it.each([
    [403, 9020],
    [404, undefined],
    [503, 3002],
  ])("isn't gone for status %i and code %s", (status, code) => {
    expect(isGoneMember(new PlatformError({ failure: "refused", call: "x", status, code }))).toBe(false);
  });
});
