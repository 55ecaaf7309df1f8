import { describe, expect, test } from "vitest";
import type { ExportEnds } from "../../../provider/model/export";
import type { ExportJob } from "../../../provider/platform/api/exports";
import type { ImportJob } from "../../../provider/platform/api/imports";
import { JobIndex } from "../../../provider/platform/api/jobIndex";
import { type Comparer, exportComparer, importComparer } from "../../../provider/platform/api/sameJob";

type ImportEnds = Parameters<typeof importComparer.agrees>[0];

const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";
const PARENT = "75a1f0c2e4b0a1b2c3d4e5f6";

interface Ends {
  file?: string;
  volume?: string;
  location?: string;
}

const exportOf = ({
  file = FILE,
  volume = "lab/archive",
  location = "run/A.bam",
}: Ends = {}): ExportEnds => ({
  source: { file },
  destination: { volume, location },
});
const exportJob = (ends: Ends = {}): ExportJob => ({ id: "job", state: "RUNNING", ...exportOf(ends) });

const importOf = (more: Partial<ImportEnds> = {}): ImportEnds => ({
  source: { volume: "lab/archive", location: "in/x.bam" },
  destination: { project: "lab/run8" },
  ...more,
});
const importJob = (more: Partial<ImportEnds> = {}): ImportJob => ({
  id: "job",
  state: "RUNNING",
  ...importOf(more),
});
const folder = (location = "set/") => ({ volume: "lab/archive", location });

/** Which of these is taken, in whichever order they are listed. */
function isTaken<Request, J>(
  comparer: Comparer<Request, J>,
  request: Request,
  closest: J,
  other: J,
): boolean {
  expect([closest, other].every((job) => comparer.agrees(request, job))).toBe(true);
  const orders = [
    [closest, other],
    [other, closest],
  ];
  return orders.every((jobs) => new JobIndex(comparer, jobs).find(request) === closest);
}

describe("an export's job", () => {
  test.each<[string, Ends]>([
    ["another file", { file: "1".repeat(24) }],
    ["another volume", { volume: "lab/other" }],
    ["another location", { location: "run/B.bam" }],
    ["a location in another case", { location: "run/a.bam" }],
  ])("isn't that of %s", (_, other) => {
    expect(exportComparer.agrees(exportOf(), exportJob(other))).toBe(false);
  });

  test("isn't that of a file and a volume whose names only run together to the same", () => {
    const [one, other] = [
      { file: "ab", volume: "c/d" },
      { file: "abc", volume: "/d" },
    ];
    expect(exportComparer.agrees(exportOf(one), exportJob(other))).toBe(false);
  });

  test.each<[string, Ends]>([
    ["file", { file: FILE.toUpperCase() }],
    ["volume", { volume: "LAB/archive" }],
    ["location", { location: "/run/A.bam" }],
  ])("is the one whose %s is spelled the same, if there are two", (_, spelling) => {
    expect(isTaken(exportComparer, exportOf(), exportJob(), exportJob(spelling))).toBe(true);
  });

  test("has its destination's key, and its source's, in common with those of the same destination or source", () => {
    expect(exportComparer.placeKey(exportJob({ file: "1".repeat(24) }))).toBe(
      exportComparer.placeKey(exportOf()),
    );
    expect(exportComparer.placeKey(exportJob({ volume: "lab/other" }))).not.toBe(
      exportComparer.placeKey(exportOf()),
    );
    expect(exportComparer.placeKey(exportJob({ location: "run/B.bam" }))).not.toBe(
      exportComparer.placeKey(exportOf()),
    );
    expect(exportComparer.sourceKey(exportJob({ volume: "lab/other", location: "b" }))).toBe(
      exportComparer.sourceKey(exportOf()),
    );
    expect(exportComparer.sourceKey(exportJob({ file: "1".repeat(24) }))).not.toBe(
      exportComparer.sourceKey(exportOf()),
    );
  });
});

describe("an import's job, if two agree, is the one", () => {
  const IN_CAPITALS = { volume: "LAB/archive", location: "in/x.bam" };

  test.each<[string, ImportEnds, ImportJob, ImportJob]>([
    ["with the same volume", importOf(), importJob(), importJob({ source: IN_CAPITALS })],
    ["with the same location", importOf(), importJob(), importJob({ source: { ...folder("/in/x.bam") } })],
    [
      "that shows a folder",
      importOf({ source: folder() }),
      importJob({ source: folder("/set/") }),
      importJob({ source: folder("set") }),
    ],
    [
      "with the same structure",
      importOf({ source: folder(), preserveFolderStructure: true }),
      importJob({ source: folder(), preserveFolderStructure: true }),
      importJob({ source: folder() }),
    ],
    ["with the same project", importOf(), importJob(), importJob({ destination: { project: "LAB/run8" } })],
    [
      "with the same folder",
      importOf({ destination: { parent: PARENT } }),
      importJob({ destination: { parent: PARENT } }),
      importJob({ destination: { parent: PARENT.toUpperCase() } }),
    ],
    [
      "with the same name",
      importOf({ destination: { project: "lab/run8", name: "x.bam" } }),
      importJob({ destination: { project: "lab/run8", name: "x.bam" } }),
      importJob(),
    ],
    [
      "with the same volume, even if it shows the project of the folder",
      importOf({ destination: { parent: PARENT } }),
      importJob({ destination: { parent: PARENT, project: "lab/run8" } }),
      importJob({ destination: { parent: PARENT }, source: IN_CAPITALS }),
    ],
    [
      "with the same volume, even if it shows the folder of the project",
      importOf(),
      importJob({ destination: { parent: PARENT, project: "lab/run8" } }),
      importJob({ source: IN_CAPITALS }),
    ],
  ])("%s", (_, request, closest, other) => {
    expect(isTaken(importComparer, request, closest, other)).toBe(true);
  });
});

describe("an import agrees with a job", () => {
  const named = (name: string, more: Partial<ImportEnds> = {}) =>
    importJob({ destination: { project: "lab/run8", name }, ...more });

  test("that shows the folder alone, if it names the project alone", () => {
    const shown = importJob({ destination: { parent: PARENT } });
    expect(importComparer.agrees(importOf(), shown)).toBe(true);
  });

  test("whatever its name, if its objects go straight into the destination", () => {
    const scattered = { source: folder(), preserveFolderStructure: false };
    expect(importComparer.agrees(importOf(scattered), named("other", scattered))).toBe(true);
  });

  test.each([
    ["_1_x.bam", true],
    ["_12_x.bam", true],
    ["x_1_.bam", false],
    ["a_1_x.bam", false],
    ["y.bam", false],
    ["_1_y.bam", false],
  ])("with the name %s, if the platform may choose one: %s", (name, agrees) => {
    expect(importComparer.agrees(importOf({ autorename: true }), named(name))).toBe(agrees);
  });

  test("has its destination's key, and its source's, in common with those of the same destination or source", () => {
    const elsewhere = importJob({ destination: { project: "lab/run9" } });
    expect(importComparer.placeKey(importJob({ source: folder("other/x.bam") }))).toBe(
      importComparer.placeKey(importOf()),
    );
    expect(importComparer.placeKey(elsewhere)).not.toBe(importComparer.placeKey(importOf()));
    expect(importComparer.placeKey(named("y.bam"))).not.toBe(importComparer.placeKey(importOf()));
    expect(importComparer.sourceKey(elsewhere)).toBe(importComparer.sourceKey(importOf()));
    expect(importComparer.sourceKey(importJob({ source: folder("in/y.bam") }))).not.toBe(
      importComparer.sourceKey(importOf()),
    );
  });
});

test("all jobs of a request are found, and none of another's, whatever their key", () => {
  const [one, same, renamed] = [
    importJob(),
    importJob(),
    importJob({ destination: { project: "lab/run9" } }),
  ];
  const index = new JobIndex(importComparer, [one, renamed, same]);
  expect(index.findAll(importOf())).toEqual([one, same]);
  expect(index.findAll(importOf({ source: folder("in/y.bam") }))).toEqual([]);
});
