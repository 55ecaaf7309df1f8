import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GlobError } from "../../../provider/functions/selection/bounded";
import { anyOf, mayHold } from "../../../provider/functions/selection/globs";

describe("globs on the path below the project", () => {
  it.each([
    ["*.cram", "a.cram", true],
    ["*.cram", "aligned/a.cram", false],
    ["**/*.cram", "a.cram", true],
    ["**/*.cram", "aligned/deep/a.cram", true],
    ["aligned/*.{cram,bam}", "aligned/a.bam", true],
    ["aligned/**", "aligned/x/y", true],
    ["**", ".hidden/.file", true],
    ["a[1].cram", "a1.cram", true],
    ["a\\[1\\].cram", "a[1].cram", true],
    ["!(b)*", "a", true],
    ["A.cram", "a.cram", false],
  ])("%s on %s: %s", (glob, path, matches) => {
    expect(anyOf([glob])(path)).toBe(matches);
  });
});

describe("folders worth listing", () => {
  it.each([
    ["without globs", undefined, undefined, "any/where", true],
    ["above the glob's first wildcard", ["a/b/*.x"], undefined, "a", true],
    ["at the first wildcard", ["a/b/*.x"], undefined, "a/b", true],
    ["beside the glob's folder", ["a/b/*.x"], undefined, "a/c", false],
    ["with the same beginning of its name", ["a/b/*.x"], undefined, "a/bb", false],
    ["deeper than the glob goes", ["a/b/*.x"], undefined, "a/b/c", false],
    ["for a glob of the top level", ["*.x"], undefined, "a", false],
    ["for a glob that goes all the way down", ["**/*.x"], undefined, "a/b/c/d", true],
    ["for a glob with alternatives, which may hold slashes", ["{a/b,c}/*.x"], undefined, "a", true],
    ["for a path without wildcards", ["a/b/c.x"], undefined, "a/b", true],
    ["for one of several globs", ["*.x", "a/*.x"], undefined, "a", true],
    ["left out as a whole", undefined, ["tmp/**"], "tmp", false],
    ["left out wherever it is", undefined, ["**/tmp/**"], "a/tmp", false],
    ["with files of one kind left out", undefined, ["tmp/*.bam"], "tmp", true],
  ])("%s", (_what, include, exclude, folder, worth) => {
    expect(mayHold(include, exclude)(folder)).toBe(worth);
  });

  it("never skips a folder that contains a match", () => {
    const part = fc.constantFrom("a", "b", "ab", "a.x", ".h");
    const piece = fc.constantFrom(
      "a",
      "b",
      "*",
      "**",
      "a*",
      "?",
      "{a,b}",
      "[ab]",
      "{a/b,ab}",
      "@(a|b)",
      "*.x",
    );
    const paths = fc.array(part, { minLength: 2, maxLength: 5 });
    const globs = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join("/"));
    const property = fc.property(
      paths,
      fc.array(globs, { minLength: 1, maxLength: 2 }),
      fc.array(globs, { maxLength: 2 }),
      (parts, include, exclude) => {
        const path = parts.join("/");
        const isSelected = anyOf(include)(path) && !(exclude.length > 0 && anyOf(exclude)(path));
        const above = parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join("/"));
        if (isSelected) expect(above.filter((folder) => !mayHold(include, exclude)(folder))).toEqual([]);
      },
    );
    fc.assert(property, { numRuns: 3_000 });
  });
});

describe("globs that may take for ever", () => {
  it.each([
    ["*a*a*a*a*a*a*b", "a".repeat(200)],
    ["**/a/**/a/**/a/**/a/**/a/**/b", "a/".repeat(500)],
    ["*?*?*?*?*?*?b", "a".repeat(200)],
    ["+(*)", `.cramaligned${"a".repeat(30)}/`],
  ])("are given up after a second, and named: %s", (glob, path) => {
    expect(() => anyOf([glob])(path)).toThrow(GlobError);
    expect(() => anyOf([glob])(path)).toThrow(`with "${glob}" takes more than 1 s`);
    expect(anyOf([glob])("x/y")).toBe(false);
  });

  it("aren't suspected without reason: 100 000 usual paths take as long as ever", () => {
    const matches = anyOf(["**/*_S*_L00?_R{1,2}_*.fastq.gz"]);
    const began = performance.now();
    const paths = Array.from(
      { length: 100_000 },
      (_, i) => `run7/lane${i % 8}/sample-${i}_S1_L001_R${(i % 2) + 1}_001.fastq.gz`,
    );
    expect(paths.filter(matches)).toHaveLength(100_000);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
