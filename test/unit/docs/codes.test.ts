import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { knownCodes } from "../../../provider/platform/errors/remedies";
import { checkout } from "../../support/project";

/** Numbers in the platform's code ranges that this project uses; not those in IDs, times, RFCs or digit groups. */
const CODE = /(?<![\w.:/#-]|RFC )(?:9[0-2]\d\d|[35]0\d\d|10[1-3]\d\d|13\d{3}|90\d{3})(?![\w-]|[.:]\d)/g;

/** Words that would contradict the published table. */
const CONTRADICTIONS: ReadonlyArray<readonly [code: number, words: RegExp]> = [
  [9028, /\bclouds?\b(?!.*clientEmail)|region/i],
  [9030, /3 to 32/],
  [9014, /3 to 32/],
  [9069, /stands against/],
  [9200, /endpoint is the right platform/],
  [9201, /token's user/],
  [9202, /token's user/],
  [9203, /token's user/],
  [9209, /token's user/],
];

const linesOf = (path: string): string[] => readFileSync(join(checkout, path), "utf8").split("\n");
const codesIn = (line: string): number[] => (line.match(CODE) ?? []).map(Number);

const below = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(checkout, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => ending.test(path) && !path.includes("node_modules"))
    .map((path) => join(folder, path));

const texts = [
  "README.md",
  ...below("docs", /(?<!benchmarks)\.md$/),
  ...below("provider", /\.ts$/),
  ...below("examples", /\.md$/),
].sort();

describe("platform error codes in docs and messages", () => {
  it("are found where they are written", () => {
    expect(codesIn("| 9026, 9101 | (5002) 10371 13004, 90001 | 9204 to 9208 |")).toEqual([
      ...[9026, 9101, 5002, 10371, 13004, 90001, 9204, 9208],
    ]);
    expect(codesIn("1000 2026-01-31 10_000 65a1f0c29012 v9.9028 RFC 9110 #9012")).toEqual([]);
    expect(
      texts.filter((path) => linesOf(path).some((line) => codesIn(line).length > 0)).length,
    ).toBeGreaterThan(15);
  });

  it.each(texts)("in %s are all published, and used with their published meaning", (path) => {
    const known = new Set(knownCodes());
    for (const line of linesOf(path)) {
      expect(
        codesIn(line).filter((code) => !known.has(code)),
        line,
      ).toEqual([]);
      for (const [code, words] of CONTRADICTIONS)
        if (codesIn(line).includes(code)) expect(line).not.toMatch(words);
    }
  });
});
