import { describe, expect, it } from "vitest";
import { problemsOf, renamedDuplicates, sortFiles, type Target } from "../../../provider/components/items";
import type { FileInfo } from "../../../provider/functions/fileInfo";

const file = (path: string, more: Partial<FileInfo> = {}): FileInfo => ({
  id: `id of ${path}`,
  name: path.split("/").at(-1) ?? "",
  path,
  type: "file",
  storage: { type: "PLATFORM" },
  metadata: {},
  tags: [],
  secondaryFiles: [],
  archived: false,
  ...more,
});
const aliasOf = (volume: string, location: string) => ({ storage: { type: "VOLUME", volume, location } });
const target = (more: Partial<Target> = {}): Target => ({
  volume: "lab/archive",
  prefix: "run7/",
  keepFolders: true,
  moves: true,
  ...more,
});
const locations = (files: FileInfo[], more?: Partial<Target>) =>
  sortFiles(files, target(more)).items.map(({ location }) => location);

describe("a file's location", () => {
  it("is its path below the project after the prefix, or its name alone", () => {
    const files = [file("aligned/a.cram"), file("report.html")];
    expect(locations(files)).toEqual(["run7/aligned/a.cram", "run7/report.html"]);
    expect(locations(files, { keepFolders: false })).toEqual(["run7/a.cram", "run7/report.html"]);
  });

  it("must not be shared by two files, and the error names both", () => {
    const sorted = sortFiles(
      [file("old/a.cram"), file("new/a.cram"), file("b")],
      target({ keepFolders: false }),
    );
    expect(problemsOf(sorted)).toEqual([
      "keepFolders: false: old/a.cram (id of old/a.cram) and new/a.cram (id of new/a.cram) would both go to run7/a.cram",
    ]);
  });

  it("must be a valid object key", () => {
    const sorted = sortFiles([file("odd\u0007.bam")], target());
    expect(problemsOf(sorted)).toEqual([expect.stringMatching(/^odd.*id of odd.*control characters/)]);
  });
});

describe("aliases", () => {
  const there = file("a.cram", aliasOf("lab/archive", "run7/a.cram"));

  it("remain among the items if they point to their own location, because they were moved there", () => {
    expect(locations([there])).toEqual(["run7/a.cram"]);
  });

  it("are left out if their object is elsewhere, with its location", () => {
    const others = [
      file("b", aliasOf("lab/archive", "b")),
      file("c", aliasOf("lab/other", "run7/c")),
      file("d", aliasOf("lab/archive", "run7/d")),
    ];
    expect(sortFiles(others, target()).leftOut).toEqual([
      { file: "id of b", path: "b", why: "alias", at: "lab/archive/b" },
      { file: "id of c", path: "c", why: "alias", at: "lab/other/run7/c" },
    ]);
  });

  it("can't be copied, wherever their object is", () => {
    expect(sortFiles([there], target({ moves: false }))).toMatchObject({
      items: [],
      leftOut: [{ why: "alias" }],
    });
  });

  it("are compared by location while the volume is unknown", () => {
    const files = [there, file("b", aliasOf("lab/archive", "b"))];
    expect(locations(files, { volume: undefined })).toEqual(["run7/a.cram"]);
  });
});

it("archived files are left out", () => {
  expect(sortFiles([file("a", { archived: true })], target())).toEqual({
    items: [],
    leftOut: [{ file: "id of a", path: "a", why: "archived" }],
  });
});

it("a file that the platform renamed is recognised by the file with the plain name beside it", () => {
  const files = ["x/a.bam", "x/_1_a.bam", "x/_12_a.bam", "y/_1_a.bam", "_2_b.bam", "_x_a.bam"].map((path) =>
    file(path),
  );
  expect(renamedDuplicates(files).map(({ file, of }) => `${file.path} < ${of}`)).toEqual([
    "x/_1_a.bam < x/a.bam",
    "x/_12_a.bam < x/a.bam",
  ]);
});
