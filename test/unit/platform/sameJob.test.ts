import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Export } from "../../../provider/model/export";
import type { ExportJob } from "../../../provider/platform/api/exports";
import type { ImportJob } from "../../../provider/platform/api/imports";
import { JobIndex } from "../../../provider/platform/api/jobIndex";
import { exportComparer, importComparer } from "../../../provider/platform/api/sameJob";

type ImportEnds = Parameters<typeof importComparer.agrees>[0];

const id = fc.stringMatching(/^[0-9a-f]{24}$/);
const volume = fc.constantFrom("lab/archive", "rfranklin/my-volume");
const key = fc.stringMatching(/^[a-zA-Z0-9é_. -]{1,8}(\/[a-zA-Z0-9é_. -]{1,8}){0,2}$/);

const exportRequest = fc.record({
  source: fc.record({ file: id }),
  destination: fc.record({ volume, location: key }),
}) as fc.Arbitrary<Export>;

const importRequest = fc
  .record({
    source: fc.record({ volume, location: key }),
    folder: fc.boolean(),
    destination: fc.oneof(
      fc.record({ project: fc.constantFrom("lab/run8", "lab/run9") }),
      fc.record({ parent: id }),
    ),
    name: fc.option(fc.constantFrom("x", "y"), { nil: undefined }),
    autorename: fc.boolean(),
    structure: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map(({ source, folder, destination, name, autorename, structure }): ImportEnds => ({
    source: folder ? { ...source, location: `${source.location}/` } : source,
    destination: { ...destination, ...(name !== undefined && { name }) },
    autorename,
    ...(folder && structure !== undefined && { preserveFolderStructure: structure }),
  }));

const flags = fc.record({
  upper: fc.boolean(),
  slashed: fc.boolean(),
  bare: fc.boolean(),
  whole: fc.boolean(),
  filledIn: fc.boolean(),
});
type Flags = typeof flags extends fc.Arbitrary<infer T> ? T : never;

let made = 0;
const job = () => ({ id: `job-${made++}`, state: "RUNNING" });

function spellExport({ source, destination }: Export, { upper, slashed }: Flags): ExportJob {
  const cased = (text: string) => (upper ? text.toUpperCase() : text);
  const location = slashed ? `/${destination.location}` : destination.location;
  return {
    ...job(),
    source: { file: cased(source.file) },
    destination: { volume: cased(destination.volume), location },
  };
}

function spellImport(request: ImportEnds, { upper, slashed, bare, whole, filledIn }: Flags): ImportJob {
  const cased = (text: string) => (upper ? text.toUpperCase() : text);
  const { source, destination, preserveFolderStructure, autorename } = request;
  const isFolder = source.location.endsWith("/");
  const end = bare ? source.location.replace(/\/$/, "") : source.location;
  const name = source.location.replace(/\/$/, "").split("/").at(-1);
  const shown = { project: "lab/run8", parent: "65a1f0c2e4b0a1b2c3d4e5f6", name, ...destination };
  return {
    ...job(),
    source: { volume: cased(source.volume), location: slashed ? `/${end}` : end },
    destination: whole ? shown : destination,
    autorename,
    preserveFolderStructure:
      isFolder && filledIn ? (preserveFolderStructure ?? true) : preserveFolderStructure,
  };
}

describe("an equal request and job", () => {
  test("match in every spelling, and are found by their key (exports)", () => {
    fc.assert(
      fc.property(exportRequest, flags, (request, spelling) => {
        const shown = spellExport(request, spelling);
        expect(exportComparer.agrees(request, shown)).toBe(true);
        expect(new JobIndex(exportComparer, [shown]).find(request)).toBe(shown);
        expect(exportComparer.sourceKey(request)).toBe(exportComparer.sourceKey(shown));
        expect(exportComparer.placeKey(request)).toBe(exportComparer.placeKey(shown));
      }),
    );
  });

  test("match in every spelling, and are found by their key (imports)", () => {
    fc.assert(
      fc.property(importRequest, flags, (request, spelling) => {
        const shown = spellImport(request, spelling);
        expect(importComparer.agrees(request, shown)).toBe(true);
        expect(new JobIndex(importComparer, [shown]).find(request)).toBe(shown);
      }),
    );
  });
});

describe("another job", () => {
  test("of another file, at another key or on another volume doesn't match", () => {
    fc.assert(
      fc.property(exportRequest, exportRequest, flags, (request, other, spelling) => {
        const isSame = JSON.stringify(request) === JSON.stringify(other);
        expect(exportComparer.agrees(request, spellExport(other, spelling))).toBe(isSame);
      }),
    );
  });

  const FOLDER = { volume: "lab/archive", location: "set/" };
  const asked: ImportEnds = { source: FOLDER, destination: { project: "lab/run8" } };
  const shown = (more: Partial<ImportJob> = {}): ImportJob => ({
    ...job(),
    source: { ...FOLDER, location: "set" },
    destination: { project: "lab/run8", parent: "65a1f0c2e4b0a1b2c3d4e5f6", name: "set" },
    preserveFolderStructure: true,
    ...more,
  });

  test.each<[string, ImportEnds, ImportJob]>([
    ["to another project", asked, shown({ destination: { project: "lab/run9" } })],
    ["under another name", asked, shown({ destination: { project: "lab/run8", name: "other" } })],
    ["to another folder", { ...asked, destination: { parent: "1".repeat(24) } }, shown()],
    ["scattered", asked, shown({ preserveFolderStructure: false })],
    ["with its structure kept", { ...asked, preserveFolderStructure: false }, shown()],
    [
      "of a folder instead of a file",
      { ...asked, source: { ...FOLDER, location: "set" } },
      shown({ source: FOLDER }),
    ],
    ["of a key that differs in case", asked, shown({ source: { ...FOLDER, location: "SET" } })],
  ])("doesn't match: %s", (_, request, other) => {
    expect(importComparer.agrees(request, other)).toBe(false);
    expect(new JobIndex(importComparer, [other]).find(request)).toBeUndefined();
  });

  test("with a name assigned by the platform matches only an import with autorename", () => {
    const renamed = shown({ destination: { project: "lab/run8", name: "_1_set" } });
    expect(importComparer.agrees({ ...asked, autorename: true }, renamed)).toBe(true);
    expect(importComparer.agrees(asked, renamed)).toBe(false);
  });

  test("is the closest of several that match: a file beside a folder of its name, shown without its slash", () => {
    const folder = shown();
    const file: ImportJob = { ...shown(), preserveFolderStructure: undefined };
    const index = new JobIndex(importComparer, [folder, file]);
    expect(index.find(asked)).toBe(folder);
    expect(index.find({ ...asked, source: { ...FOLDER, location: "set" } })).toBe(file);
    expect(index.find(asked, (one) => one !== folder)).toBe(file);
  });
});

test("50 000 jobs are found as fast as one", () => {
  const requests = Array.from({ length: 50_000 }, (_, i): ImportEnds => ({
    source: { volume: "lab/archive", location: `run/${i}.bam` },
    destination: { project: "lab/run8" },
  }));
  const compared = { count: 0 };
  const counting = {
    ...importComparer,
    agrees: (request: ImportEnds, one: ImportJob) => {
      compared.count++;
      return importComparer.agrees(request, one);
    },
  };
  const index = new JobIndex(
    counting,
    requests.map(({ source, destination }): ImportJob => ({ ...job(), source, destination })),
  );
  expect(requests.every((request) => index.find(request)?.source === request.source)).toBe(true);
  expect(compared.count).toBe(50_000);
});
