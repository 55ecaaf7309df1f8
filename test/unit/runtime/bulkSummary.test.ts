import { type ItemResult, resultLine } from "../../../provider/model/result";
import { describe, expect, test } from "vitest";
import { endedText, progressText, unfinishedReason } from "../../../provider/runtime/bulk/summary";

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

describe("why a bulk resource isn't done", () => {
  test.each([
    ["export", /^bulk export: 1 of 1 failed.*\n.*stored on the platform can be exported/],
    ["import", /^bulk import: 1 of 1 failed.*\n.*for exports only/],
  ] as const)("says what to do about an %s", (work, words) => {
    const line = resultLine("a -> lab/archive/b", { state: "FAILED", error: { status: 403, code: 9006 } });
    expect(unfinishedReason(work, [line])).toMatch(words);
  });
});
