import { describe, expect, it } from "vitest";
import { declared, failure, volumeWorld } from "./volumes";

const world = volumeWorld();
const at = (name: string) => `/storage/volumes/lab/${name}`;
const TEAM = "9a1b0c2d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";
const none = { read: true, copy: false, write: false, admin: false };

async function existing(...args: Parameters<typeof declared>) {
  world.sim.addGroup("Our team", ["guest"], { id: TEAM });
  world.sim.addGroup("our-division", ["guest"], { id: "our-division", type: "DIVISION" });
  const life = await world.life().create(declared(...args));
  world.fresh();
  return life;
}

const membersOf = (name: string) =>
  [...world.sim.volume(`lab/${name}`)!.members.values()].map(({ username, type, permissions }) => ({
    username,
    type,
    permissions,
  }));

describe("members of a Volume", () => {
  it("are no part of the request that makes it, which the platform's page doesn't give them", async () => {
    await world.life().create(declared("whole", { members: { guest: { copy: true } } }));
    const [made] = world.sent() as object[];
    expect(Object.keys(made!).sort()).toEqual(["access_mode", "name", "service"]);
    expect(membersOf("whole")).toMatchObject([{ username: "guest", permissions: { copy: true } }]);
  });
});

describe("teams and divisions as members of a Volume", () => {
  it("are added by their IDs, one request each after a lookup", async () => {
    const life = await existing("adds");
    const members = {
      [TEAM]: { type: "TEAM", write: true },
      "our-division": { type: "DIVISION" },
      guest: {},
    };
    await life.update(declared("adds", { members }));
    expect(world.asked()).toEqual([
      `GET ${at("adds")}/members`,
      ...Array<string>(3).fill(`POST ${at("adds")}/members`),
    ]);
    expect(world.sent()).toEqual([
      { username: TEAM, id: TEAM, type: "TEAM", permissions: { ...none, write: true } },
      { username: "guest", type: "USER", permissions: none },
      { username: "our-division", id: "our-division", type: "DIVISION", permissions: none },
    ]);
    // As always, the state only has a type if the member isn't a user.
    expect(life.outs["members"]).toEqual({
      [TEAM]: { type: "TEAM", ...none, write: true },
      "our-division": { type: "DIVISION", ...none },
      guest: none,
    });
    const { inputs, outs } = life;
    await life.refresh();
    expect([life.inputs, life.outs]).toEqual([inputs, outs]);
    expect(await life.diff(declared("adds", { members }))).toMatchObject({ changes: false });
  });

  it("are changed and removed by their IDs, also if they are declared by name", async () => {
    const life = await existing("named", { members: { [TEAM]: { type: "TEAM" } } });
    await life.update(declared("named", { members: { "Our team": { type: "TEAM", copy: true } } }));
    const permissions = { ...none, copy: true };
    expect(world.asked()).toEqual([
      `GET ${at("named")}/members`,
      `PATCH ${at("named")}/members/${TEAM}/permissions`,
    ]);
    expect(membersOf("named")).toEqual([{ username: TEAM, type: "TEAM", permissions }]);
    await life.update(declared("named"));
    expect(world.asked().at(-1)).toBe(`DELETE ${at("named")}/members/${TEAM}`);
    expect(membersOf("named")).toEqual([]);
  });

  it("show drift of rights and type, and of members who are gone", async () => {
    const members = { [TEAM]: { type: "TEAM" }, "our-division": { type: "DIVISION" }, guest: {} };
    const life = await existing("drifts", { members });
    const now = world.sim.volume("lab/drifts")!.members;
    now.get(TEAM)!.permissions = { ...none, admin: true };
    now.delete("our-division");
    await life.refresh();
    expect(life.inputs["members"]).toEqual({ [TEAM]: { type: "TEAM", ...none, admin: true }, guest: none });
    expect(await life.diff(declared("drifts", { members }))).toMatchObject({ changes: true, replaces: [] });
    await life.update(declared("drifts", { members }));
    expect(
      membersOf("drifts")
        .map(({ username }) => username)
        .sort(),
    ).toEqual([TEAM, "guest", "our-division"].sort());
  });

  it("replace a user of the same name: removed first, then added", async () => {
    const life = await existing("retyped", { members: { guest: {} } });
    world.sim.addGroup("guest", ["other"], { id: "guest" });
    const program = declared("retyped", { members: { guest: { type: "TEAM" } } });
    expect(await life.diff(program)).toMatchObject({ changes: true, replaces: [] });
    await life.update(program);
    expect(world.asked()).toEqual([
      `GET ${at("retyped")}/members`,
      `DELETE ${at("retyped")}/members/guest`,
      `POST ${at("retyped")}/members`,
    ]);
    expect(membersOf("retyped")).toMatchObject([{ username: "guest", type: "TEAM" }]);
  });

  it("are named if the platform doesn't know them", async () => {
    const life = await existing("unknown_team");
    const { message } = await failure(
      life.update(declared("unknown_team", { members: { "No such team": { type: "TEAM" } } })),
    );
    expect(message).toMatch(/members\.No such team: .*2002/);
  });

  it("are looked up after a lost answer, and not added a second time", async () => {
    const life = await existing("lost_team");
    world.sim.faults.add({ kind: "lost-after", method: "POST", path: /members$/, times: 1 });
    await life.update(declared("lost_team", { members: { [TEAM]: { type: "TEAM" } } }));
    expect(world.count(/^POST .*members$/)).toBe(1);
    expect(world.count(/^GET .*members$/)).toBe(2);
  });
});
