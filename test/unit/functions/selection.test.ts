import { describe, expect, it } from "vitest";
import { type Criteria, matcher } from "../../../provider/functions/selection/match";
import { indexNames, secondaryOf } from "../../../provider/functions/selection/secondary";
import type { PlatformFile } from "../../../provider/platform/api/files";
import type { Placed } from "../../../provider/platform/api/tree";

function placed(path: string, facts: Partial<PlatformFile> = {}): Placed {
  const name = path.split("/").at(-1) ?? "";
  const blank = { type: "file", tags: [], metadata: {}, secondaryFiles: [], archived: false };
  return { path, file: { ...blank, id: `id of ${path}`, name, ...facts } };
}

describe("a file is selected or left out", () => {
  const cram = placed("aligned/a.cram", {
    tags: ["aligned", "first"],
    metadata: { sample_id: "a", lane: 3, reads: ["r1", "r2"], none: null },
    task: "task-1",
    size: 5000,
    createdOn: "2026-01-31T08:00:00Z",
  });

  it.each<[string, Criteria, boolean]>([
    ["nothing", {}, true],
    ["a matching glob", { include: ["x", "aligned/*"] }, true],
    ["globs that don't match", { include: ["*.cram", "aligned/*.bam"] }, false],
    ["an exclusion, whatever else matches", { include: ["**"], exclude: ["**/*.cram"] }, false],
    ["an exclusion of other files", { exclude: ["tmp/**"] }, true],
    ["metadata", { metadata: { sample_id: "a" } }, true],
    ["metadata with another value", { metadata: { sample_id: "b" } }, false],
    ["metadata with one of several values", { metadata: { sample_id: ["b", "a"] } }, true],
    ["metadata with a number", { metadata: { lane: "3" } }, true],
    ["metadata with one of the file's several values", { metadata: { reads: "r2" } }, true],
    ["metadata with a value that isn't set", { metadata: { none: "null" } }, false],
    ["a missing metadata key", { metadata: { other: "a" } }, false],
    ["two metadata keys, only one of which matches", { metadata: { sample_id: "a", lane: "4" } }, false],
    ["one of several tags", { tags: ["second", "first"] }, true],
    ["tags that it doesn't have", { tags: ["second", "fir"] }, false],
    ["its task", { task: "task-1" }, true],
    ["another task", { task: "task-2" }, false],
    ["its size, with inclusive bounds", { minSize: 5000, maxSize: 5000 }, true],
    ["a larger size", { minSize: 5001 }, false],
    ["a smaller size", { maxSize: 4999 }, false],
    ["the day it was created", { createdFrom: "2026-01-31", createdBefore: "2026-02-01" }, true],
    [
      "its creation time as the inclusive start and exclusive end of a range",
      { createdFrom: "2026-01-31T09:00:00+01:00" },
      true,
    ],
    ["a range that ends at its creation time", { createdBefore: "2026-01-31T08:00:00Z" }, false],
  ])("by %s", (_what, criteria, selected) => {
    expect(matcher(criteria)(cram)).toBe(selected);
  });

  it("but never by a size or time that the platform doesn't show", () => {
    for (const criteria of [{ minSize: 0 }, { maxSize: 1e15 }, { createdFrom: "1970-01-01" }])
      expect(matcher(criteria)(placed("a.cram"))).toBe(false);
  });

  it("but a folder never is", () => {
    expect(matcher({})(placed("aligned", { type: "folder" }))).toBe(false);
  });
});

describe("secondary files", () => {
  it("are recognised by the usual names", () => {
    expect(indexNames("a.bam")).toEqual(expect.arrayContaining(["a.bam.bai", "a.bai", "a.bam.csi", "a.csi"]));
    expect(indexNames("a.cram")).toEqual(expect.arrayContaining(["a.cram.crai", "a.crai"]));
    expect(indexNames("a.vcf.gz")).toEqual(expect.arrayContaining(["a.vcf.gz.tbi", "a.vcf.gz.csi"]));
    expect(indexNames("hg38.fa")).toContain("hg38.fa.fai");
    expect(indexNames("a.vcf")).toContain("a.vcf.idx");
    expect(indexNames("a.txt")).not.toContain("a.bai");
  });

  const paths = (all: Placed[]) => all.map(({ path }) => path);

  it("are found beside their file, not in other folders, and are never folders", () => {
    const listed = ["x/a.bam", "x/a.bam.bai", "y/a.bam.bai", "a.bai", "x/b.bam.bai"].map((path) =>
      placed(path),
    );
    listed.push(placed("x/a.bam.csi", { type: "folder" }));
    expect(paths(secondaryOf([listed[0]!], listed).found)).toEqual(["x/a.bam.bai"]);
    const top = [placed("a.bam"), placed("a.bai")];
    expect(paths(secondaryOf([top[0]!], top).found)).toEqual(["a.bai"]);
  });

  it("are found if the platform records them, in the list or elsewhere", () => {
    const main = placed("x/a.bam", { secondaryFiles: ["id of z/odd.name", "id of unseen"] });
    const { found, elsewhere } = secondaryOf([main], [main, placed("z/odd.name")]);
    expect(paths(found)).toEqual(["z/odd.name"]);
    expect([...elsewhere]).toEqual([["id of unseen", main]]);
  });
});
