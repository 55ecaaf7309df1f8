import { describe, expect, it } from "vitest";
import { membersNow, planMembers } from "../../../../provider/runtime/volume/memberPlan";
import { rights } from "./pure";

const found = (members: Record<string, ReturnType<typeof rights>>) =>
  Object.entries(members).map(([username, permissions]) => ({ username, type: "USER", permissions }));

describe("members", () => {
  it("are added, changed and removed by comparing old and new declarations, and others stay", () => {
    const before = { gone: rights("read"), left: rights("read"), kept: rights("read") };
    const now = { kept: rights("read"), changed: rights("read", "write"), added: rights("read") };
    const there = found({
      gone: rights("read"),
      kept: rights("read"),
      changed: rights("read"),
      outsider: rights("admin"),
    });
    expect(planMembers(before, now, there)).toEqual({
      add: [{ name: "added", type: "USER", permissions: rights("read") }],
      change: [{ name: "changed", member: there[2], permissions: rights("read", "write") }],
      remove: [{ name: "gone", member: there[0] }],
    });
  });

  const TEAM = "9a1b0c2d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";
  const team = (permissions = rights("read")) => ({
    username: "Our team",
    id: TEAM,
    type: "TEAM",
    permissions,
  });
  const asTeam = (permissions = rights("read")) => ({ ...permissions, type: "TEAM" as const });
  const nothing = { add: [], change: [], remove: [] };

  it.each([TEAM, "Our team"])("may be teams, by id or name: %s", (name) => {
    const declared = { [name]: asTeam() };
    expect(planMembers({}, declared, [team()])).toEqual(nothing);
    expect(planMembers({}, declared, [])).toEqual({
      ...nothing,
      add: [{ name, type: "TEAM", permissions: rights("read") }],
    });
    expect(planMembers(declared, {}, [team()])).toEqual({ ...nothing, remove: [{ name, member: team() }] });
    expect(membersNow(declared, [team(rights("read", "write"))])).toEqual({
      [name]: asTeam(rights("read", "write")),
    });
  });

  it("stay when declared by name instead of ID", () => {
    const plan = planMembers({ [TEAM]: asTeam() }, { "Our team": asTeam() }, [team()]);
    expect(plan).toEqual(nothing);
  });

  it("of another type are removed and added, and an undeclared user with a team's name is left alone", () => {
    const user = { username: "x", type: "USER", permissions: rights("read") };
    const [before, now] = [{ x: rights("read") }, { x: asTeam() }];
    const add = [{ name: "x", type: "TEAM", permissions: rights("read") }];
    expect(planMembers(before, now, [user])).toEqual({
      ...nothing,
      remove: [{ name: "x", member: user }],
      add,
    });
    expect(planMembers({}, now, [user])).toEqual({ ...nothing, add });
    expect(membersNow(now, [user])).toEqual({ x: rights("read") });
    expect(membersNow(before, [{ ...user, type: "TEAM" }])).toEqual({ x: asTeam() });
  });

  it("are equal with admin, whatever else is shown", () => {
    const all = { boss: rights("read", "copy", "write", "admin") };
    const there = found({ boss: rights("admin") });
    expect(planMembers({}, all, there)).toEqual(nothing);
    expect(membersNow(all, there)).toEqual(all);
  });

  it("become admins though they may do everything else already", () => {
    const there = found({ boss: rights("read", "copy", "write") });
    const all = rights("read", "copy", "write", "admin");
    expect(planMembers({}, { boss: all }, there)).toEqual({
      ...nothing,
      change: [{ name: "boss", member: there[0], permissions: all }],
    });
  });

  it("are read with their current permissions, without those who left", () => {
    const declared = { same: rights("read"), more: rights("read"), gone: rights("read") };
    const there = found({ same: rights("read"), more: rights("read", "copy"), outsider: rights("read") });
    expect(membersNow(declared, there)).toEqual({ same: rights("read"), more: rights("read", "copy") });
  });
});
