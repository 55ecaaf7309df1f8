import { describe, expect, it } from "vitest";
import { Client } from "../../../provider/platform/http/client";
import type { Fetch } from "../../../provider/platform/http/http";
import { lookUpVolumes } from "../../../provider/preflight/lookup/volumes";
import { sourceProblem, targetProblem } from "../../../provider/preflight/judge/volume";
import { createSimulator } from "../../../simulator";

const ID = "lab/archive";

/** The messages for a member of the lab's volume, and the requests that they needed. */
async function told(own: object | undefined, team: object | undefined) {
  const sim = createSimulator();
  const { token: authToken } = sim.addUser({ username: "guest" });
  sim.addVolume({ name: "archive", ...(own && { members: { guest: own } }) });
  if (team) {
    const group = sim.addGroup("Our team", ["guest"]);
    const permissions = { read: true, copy: false, write: false, admin: false, ...team };
    sim.volume(ID)?.members.set(group.id, { username: group.id, group, type: "TEAM", permissions });
  }
  const client = new Client({ endpoint: sim.url, authToken }, { fetch: sim.fetch as unknown as Fetch });
  const facts = (await lookUpVolumes(client, [ID])).get(ID)!;
  return {
    target: targetProblem(ID, facts),
    source: sourceProblem(ID, facts),
    asked: sim.requests.map(({ path }) => path.replace(`/storage/volumes/${ID}`, "")),
  };
}

describe("the user's permission for a volume", () => {
  it("needs no further lookup for an own volume", async () => {
    const { target, source, asked } = await told({ write: true, copy: true }, undefined);
    expect([target, source]).toEqual([undefined, undefined]);
    expect(asked.sort()).toEqual(["", "/members/guest", "/user"]);
  });

  it("is missing if nobody grants it", async () => {
    for (const team of [undefined, {}]) {
      const { target, source, asked } = await told({ read: true }, team);
      expect(target).toMatch(/^the token's user has no write permission on lab\/archive\./);
      expect(source).toMatch(/^the token's user has no copy permission on lab\/archive\./);
      expect(asked.sort()).toEqual(["", "/members", "/members/guest", "/user"]);
    }
  });

  it.each([
    ["write", { write: true }, undefined, expect.stringMatching(/copy permission/)],
    ["copy", { copy: true }, expect.stringMatching(/write permission/), undefined],
    ["admin", { admin: true }, undefined, undefined],
  ])("isn't reported as missing if a team may grant it: %s", async (_right, team, target, source) => {
    expect(await told({ read: true }, team)).toMatchObject({ target, source });
  });

  it("isn't checked for a member through a team only", async () => {
    expect(await told(undefined, { read: true })).toMatchObject({ target: undefined, source: undefined });
  });
});
