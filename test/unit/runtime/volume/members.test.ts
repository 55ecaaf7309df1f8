import { describe, expect, it } from "vitest";
import { membersNow, planMembers } from "../../../../provider/runtime/volume/memberPlan";
import { rights } from "./pure";

const found = (members: Record<string, ReturnType<typeof rights>>) =>
  Object.entries(members).map(([username, permissions]) => ({ username, type: "USER", permissions }));

describe("members", () => {
  it("are added, changed and removed by what was and is declared; others stay", () => {
    const before = { gone: rights("read"), left: rights("read"), kept: rights("read") };
    const now = { kept: rights("read"), changed: rights("read", "write"), added: rights("read") };
    const there = found({
      gone: rights("read"),
      kept: rights("read"),
      changed: rights("read"),
      outsider: rights("admin"),
    });
    expect(planMembers(before, now, there)).toEqual({
      add: [["added", rights("read")]],
      change: [["changed", rights("read", "write")]],
      remove: ["gone"],
    });
  });

  it("may do the same with admin, whatever else is shown", () => {
    const all = { boss: rights("read", "copy", "write", "admin") };
    const there = found({ boss: rights("admin") });
    expect(planMembers({}, all, there)).toEqual({ add: [], change: [], remove: [] });
    expect(membersNow(all, there)).toEqual(all);
  });

  it("as they are now: with the rights they have, without those who left", () => {
    const declared = { same: rights("read"), more: rights("read"), gone: rights("read") };
    const there = found({ same: rights("read"), more: rights("read", "copy"), outsider: rights("read") });
    expect(membersNow(declared, there)).toEqual({ same: rights("read"), more: rights("read", "copy") });
  });
});
