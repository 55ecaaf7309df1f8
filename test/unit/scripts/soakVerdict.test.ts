import { describe, expect, it } from "vitest";
import type { Sample } from "../../soak/sampling";
import { bytesPerJob, complaints, table } from "../../soak/verdict";

/** Thirty samples of a process at rest, with what a test changes about each. */
const samples = (change: (i: number) => Partial<Sample> = () => ({})): Sample[] =>
  Array.from({ length: 30 }, (_, i) => {
    const usual = { hours: i / 10, jobs: 1_000, heap: 30e6, rss: 120e6, files: 20, sockets: 3, timers: 0 };
    return { ...usual, ...change(i) };
  });

describe("the verdict on a soaked process", () => {
  it("has nothing to say about one that is the same after hours, whatever its first rounds were like", () => {
    expect(complaints(samples())).toEqual([]);
    expect(complaints(samples((i) => (i < 5 ? { heap: 10e6, sockets: 9, files: 40 } : {})))).toEqual([]);
  });

  it.each([
    [
      "a heap that grows by a fifth without any jobs",
      (i: number) => ({ heap: 30e6 + i * 400_000 }),
      /^heap: 1\.2/,
    ],
    ["a timer more every ten rounds", (i: number) => ({ timers: Math.floor(i / 10) }), /^timers: 2, after 1/],
    [
      "a socket more every ten rounds",
      (i: number) => ({ sockets: 3 + Math.floor(i / 10) }),
      /^sockets: 5, after 4/,
    ],
    ["a file that stays open", (i: number) => ({ files: i < 20 ? 20 : 21 }), /^files: 21, after 20/],
    [
      "more than 2 kB a job",
      (i: number) => ({ jobs: i * 100, heap: 30e6 + i * 100 * 2_500 }),
      /^heap: 2500 bytes stay for each job/,
    ],
  ])("names %s", (_, change, complaint) => {
    expect(complaints(samples(change))).toEqual([expect.stringMatching(complaint)]);
  });

  it("allows for what is remembered of each job", () => {
    const grown = samples((i) => ({ jobs: i * 1_000, heap: 30e6 + i * 1_000 * 1_500 }));
    expect(bytesPerJob(grown)).toBe(1_500);
    expect(complaints(grown)).toEqual([]);
  });

  it("refuses to judge by a few samples", () => {
    expect(() => complaints(samples().slice(0, 7))).toThrow("7 samples are too few to tell");
    expect(complaints(samples().slice(0, 8))).toEqual([]);
  });

  it("shows the first and the last of many samples", () => {
    const lines = table(samples(), 4).split("\n");
    expect(lines).toHaveLength(2 + 4);
    expect(lines[2]).toContain("| 0.0 | 1000 | 30.0 | 120 |");
    expect(lines.at(-1)).toContain("| 2.9 |");
  });
});
