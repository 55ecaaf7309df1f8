import { type ItemResult, resultLine } from "../../../provider/model/result";
import { describe, expect, test } from "vitest";
import {
  endedText,
  failedKeys,
  progressText,
  summarise,
  unfinishedReason,
} from "../../../provider/runtime/bulk/summary";

/** The given number of items in each state, a megabyte each if the size is known. */
function items(
  counts: Record<string, number>,
  sizeOf: (state: string) => number | undefined = () => 1_000_000,
) {
  const list = Object.entries(counts).flatMap(([state, count]) => Array<string>(count).fill(state));
  return new Map(list.map((state, i): [string, ItemResult] => [`item-${i}`, { state, size: sizeOf(state) }]));
}

describe("the progress of a bulk resource", () => {
  test.each([
    [{ PENDING: 500 }, 0, "0 of 500 done, 0 B of 500 MB"],
    [{ COMPLETED: 1, RUNNING: 499 }, 0, "1 of 500 done, 1 MB of 500 MB"],
    [
      { COMPLETED: 98, FAILED: 2, RUNNING: 300 },
      0,
      "98 of 400 done, 2 failed, 98 MB of 400 MB, 9.8 MB/s, about 30s left",
    ],
    [{ COMPLETED: 300, RUNNING: 100 }, 200, "300 of 400 done, 300 MB of 400 MB, about 10s left"],
    [{ COMPLETED: 400 }, 0, "400 of 400 done, 400 MB, 40 MB/s"],
  ])("%j, %i of them before: %s", (counts, before, text) =>
    expect(progressText(items(counts), before, 10_000)).toBe(text),
  );

  test("has no total if the sizes of unfinished files are unknown", () => {
    const sizeOf = (state: string) => (state === "COMPLETED" ? 1_000_000 : undefined);
    expect(progressText(items({ COMPLETED: 100, RUNNING: 100 }, sizeOf), 0, 10_000)).toBe(
      "100 of 200 done, 100 MB, 10 MB/s, about 10s left",
    );
  });
});

describe("the outcome of a bulk resource", () => {
  test.each([
    [{ COMPLETED: 498, FAILED: 2 }, 0, "498 COMPLETED, 2 FAILED, 498 MB in 4m 12s"],
    [{ COMPLETED: 3 }, 3, "3 COMPLETED, 3 MB"],
    [{ RUNNING: 4 }, 0, "4 RUNNING in 4m 12s"],
  ])("%j, %i of them before: %s", (counts, before, text) =>
    expect(endedText(items(counts), before, 252_000)).toBe(text),
  );
});

test("counts files and bytes by state, and verified ones besides", () => {
  const on = "2026-01-12T09:30:00Z";
  const results: ItemResult[] = [
    { state: "COMPLETED", size: 3, verification: { size: 3, on } },
    { state: "COMPLETED", size: 4, verification: { mismatch: "is too short" } },
    { state: "COMPLETED" },
    { state: "FAILED", size: 5 },
  ];
  expect(summarise(results)).toEqual({
    COMPLETED: { files: 3, bytes: 7 },
    VERIFIED: { files: 1, bytes: 3 },
    MISMATCH: { files: 1, bytes: 4 },
    FAILED: { files: 1, bytes: 5 },
  });
});

const line = (name: string, result: ItemResult): string => resultLine(`f -> lab/archive/${name}`, result);

test("names the items that FAILED by their keys", () => {
  const lines = [line("a", { state: "FAILED" }), line("b", { state: "COMPLETED" })];
  expect(failedKeys(lines, (item) => item.toUpperCase())).toEqual(["F -> LAB/ARCHIVE/A"]);
});

describe("why a bulk resource isn't done", () => {
  const failed = (name: string) => line(name, { state: "FAILED", error: { message: "no" } });

  test("is unsaid if it is", () => {
    const verification = { size: 1, on: "2026-01-12T09:30:00Z" };
    const done: ItemResult[] = [{ state: "COMPLETED" }, { state: "COMPLETED", verification }];
    const lines = done.map((result, i) => line(`${i}`, result));
    expect(unfinishedReason("export", lines)).toBeUndefined();
    expect(unfinishedReason("export", [])).toBeUndefined();
  });

  test("names failed items first, then those that differ, then the others", () => {
    const lines = [
      line("a", { state: "RUNNING", job: "j" }),
      line("b", { state: "COMPLETED", verification: { mismatch: "is too short" } }),
      failed("c"),
      line("d", { state: "COMPLETED" }),
    ];
    expect(unfinishedReason("export", lines)).toBe(
      [
        "bulk export: 1 of 4 failed, 1 still running, 1 differ from their files.",
        "f -> lab/archive/c: no.",
        "f -> lab/archive/b: verification: is too short",
        "f -> lab/archive/a: still RUNNING",
        "Completed items stay as they are; the next `pulumi up` submits only the failed ones, and resumes waiting for the rest.",
      ].join("\n"),
    );
  });

  test("counts failed, unfinished and differing items separately", () => {
    const running = line("b", { state: "RUNNING", job: "j" });
    const differing = line("c", { state: "COMPLETED", verification: { mismatch: "is too short" } });
    expect(unfinishedReason("import", [failed("a"), running])).toMatch(
      /^bulk import: 1 of 2 failed, 1 still/,
    );
    expect(unfinishedReason("import", [failed("a"), differing])).toMatch(/0 still running, 1 differ/);
  });

  test.each([
    [20, 20, undefined],
    [21, 20, "and 1 more"],
  ])("names at most twenty: of %i, %i", (count, named, rest) => {
    const lines = Array.from({ length: count }, (_, i) => failed(`${i}`));
    const [head, ...others] = unfinishedReason("export", lines)!.split("\n");
    expect(head).toBe(`bulk export: ${count} of ${count} failed, 0 still running.`);
    expect(others.filter((text) => text.startsWith("f -> "))).toHaveLength(named);
    expect(others.at(-2)).toBe(rest ?? "f -> lab/archive/19: no.");
  });

  test.each([
    ["export", /^bulk export: 1 of 1 failed.*\n.*stored on the platform can be exported/],
    ["import", /^bulk import: 1 of 1 failed.*\n.*for exports only/],
  ] as const)("says what to do about an %s", (work, words) => {
    const line = resultLine("a -> lab/archive/b", { state: "FAILED", error: { status: 403, code: 9006 } });
    expect(unfinishedReason(work, [line])).toMatch(words);
  });
});
