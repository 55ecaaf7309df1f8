import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkout } from "../../support/project";

const PAGE = "docs/security.md";
const text = readFileSync(join(checkout, PAGE), "utf8");

/** The rows of its tables that name a test: claim, file and title. */
const claims = [
  ...text.matchAll(/^\| (?<claim>[^|]+) \| \[[^\]]+\]\((?<file>[^)]+)\)\s*\| (?<title>[^|]+) \|$/gm),
].map(({ groups = {} }) => ({
  claim: groups["claim"]!.trim(),
  file: join(dirname(PAGE), groups["file"]!),
  title: groups["title"]!.trim().replace(/^`(.*)`$/, "$1"),
}));

/** Whether a test, a table of tests or a group has this title: the first argument of a call. */
function hasTitle(source: string, title: string): boolean {
  const [quoted] = [JSON.stringify(title)].map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`\\b(?:it|test|describe|fuzz)\\(\\s*${quoted},|\\)\\(\\s*${quoted},`).test(source);
}

describe("the security page", () => {
  it("names a test for each claim: every row of its claims' tables has a file and a title", () => {
    const section = text.slice(
      text.indexOf("## Claims and their tests"),
      text.indexOf("## What isn't covered"),
    );
    const rows = section.split("\n").filter((line) => /^\| (?!claim|-)/.test(line));
    expect(claims).toHaveLength(rows.length);
    expect(rows.length).toBeGreaterThan(50);
  });

  it.each(claims)("is right that $file checks: $claim", ({ file, title }) => {
    expect(existsSync(join(checkout, file))).toBe(true);
    const source = readFileSync(join(checkout, file), "utf8");
    expect(hasTitle(source, title), `"${title}" in ${file}`).toBe(true);
  });

  it("would notice a title that no test has", () => {
    expect(hasTitle('it("is there", () => {});', "is there")).toBe(true);
    expect(hasTitle('test.each([1])(\n  "is there: %i",\n  () => {})', "is there: %i")).toBe(true);
    expect(hasTitle('it("is there", () => {});', "is")).toBe(false);
    expect(hasTitle('// "is there", says a comment', "is there")).toBe(false);
  });
});
