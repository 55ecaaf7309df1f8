import { describe, expect, it } from "vitest";
import { type ItemResult, resultLine } from "../../../provider/model/result";
import { entriesOf, isDone, planItems } from "../../../provider/runtime/bulk/plan";

/** Items are words; what follows a "!" doesn't distinguish them. */
const reading = { parse: (line: string) => line, identity: (item: string) => item.split("!")[0]! };

const known = (item: string, result: ItemResult): string => resultLine(item, result);
const plan = (declared: string[], state: string[]) => planItems(declared, state, reading);
const lines = (entries: { line: string }[]) => entries.map(({ line }) => line);

describe("the plan of a bulk resource", () => {
  it.each<[string, ItemResult, "keep" | "resume" | "submit"]>([
    ["was exported", { state: "COMPLETED", job: "j" }, "keep"],
    ["was found exported, by an unknown job,", { state: "COMPLETED" }, "keep"],
    ["is still running", { state: "RUNNING", job: "j" }, "resume"],
    ["is still waiting", { state: "PENDING", job: "j" }, "resume"],
    ["has failed", { state: "FAILED", job: "j", error: { code: 9103 } }, "submit"],
    ["was refused", { state: "FAILED", error: { code: 9006 } }, "submit"],
    ["was never submitted", { state: "PENDING" }, "submit"],
  ])("an item that %s", (_what, result, where) => {
    const { keep, resume, submit, gone, taken } = plan(["a"], [known("a", result)]);
    const found = { keep: keep.length, resume: resume.length, submit: submit.length };
    expect(found).toEqual({ keep: 0, resume: 0, submit: 0, [where]: 1 });
    expect([gone, taken]).toEqual([[], []]);
  });

  it("keeps what is known of done and unfinished items", () => {
    const { keep, resume } = plan(
      ["a", "b"],
      [known("a", { state: "COMPLETED", size: 5 }), known("b", { state: "RUNNING", job: "j" })],
    );
    expect(keep).toMatchObject([
      [
        { line: "a", item: "a" },
        { state: "COMPLETED", size: 5 },
      ],
    ]);
    expect(resume).toMatchObject([[{ line: "b" }, { state: "RUNNING", job: "j" }]]);
  });

  it("submits items that are new, in the order in which they are declared", () => {
    expect(lines(plan(["c", "a", "b"], []).submit)).toEqual(["c", "a", "b"]);
  });

  it("recognises an item whose settings have changed in what doesn't matter any more", () => {
    const { keep, gone } = plan(["a!now"], [known("a!then", { state: "COMPLETED" })]);
    expect(keep).toMatchObject([[{ line: "a!now" }, {}]]);
    expect(gone).toEqual([]);
  });

  it("names items that are no longer declared, with their results", () => {
    const { gone } = plan(
      ["a"],
      [known("a", { state: "COMPLETED" }), known("b", { state: "FAILED", job: "j" })],
    );
    expect(gone).toMatchObject([
      [
        { line: "b", item: "b" },
        { state: "FAILED", job: "j" },
      ],
    ]);
  });

  it("names items that are submitted again though something was at their destination", () => {
    const state = [
      known("a", { state: "FAILED", error: { code: 9107 } }),
      known("b", { state: "FAILED", error: { code: 9103 } }),
      known("c", { state: "RUNNING", job: "j", error: { code: 9107 } }),
    ];
    expect(plan(["a", "b", "c"], state).taken).toEqual(["a"]);
  });

  it.each<[string, string[], string[], boolean]>([
    ["all items are done", ["a"], [known("a", { state: "COMPLETED" })], true],
    ["one is new", ["a", "b"], [known("a", { state: "COMPLETED" })], false],
    ["one is unfinished", ["a"], [known("a", { state: "RUNNING", job: "j" })], false],
    ["one is unfinished and one is new", ["a", "b"], [known("a", { state: "RUNNING", job: "j" })], false],
    ["one has taken another's place", ["b"], [known("a", { state: "COMPLETED" })], false],
    ["one is no longer declared", [], [known("a", { state: "COMPLETED" })], false],
  ])("is done or not if %s", (_when, declared, state, done) => {
    expect(isDone(plan(declared, state))).toBe(done);
  });

  it("has all declared items, whatever is to be done for them", () => {
    const state = [known("a", { state: "COMPLETED" }), known("b", { state: "RUNNING", job: "j" })];
    expect(lines(entriesOf(plan(["c", "b", "a"], [...state, known("d", { state: "COMPLETED" })])))).toEqual([
      "a",
      "b",
      "c",
    ]);
  });
});
