import { describe, expect, it } from "vitest";
import type { PropertyMap } from "../../../provider/inputs/propertyMap";
import { diffFileImport, FILE_IMPORT_TABLE } from "../../../provider/runtime/fileImport/diff";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const news = {
  source: { volume: "lab/archive", location: "run7/a.cram" },
  destination: { project: "lab/run8" },
  overwrite: false,
  autorename: false,
};
const olds = { ...news, state: "COMPLETED", file: "f", result: { id: "f", name: "a.cram" } };

const NONE = { changes: false };
const UPDATE = { changes: true };
const replace = (property: string, deleteBeforeReplace = false) => ({
  changes: true,
  replaces: [property],
  deleteBeforeReplace,
});

/** One change of every input, and of each part of it that has its own effect. */
const CHANGES: [row: string, change: PropertyMap, effect: object][] = [
  ["source", { source: { volume: "lab/archive", location: "run8/b.cram" } }, replace("source")],
  ["source", { source: { volume: "lab/archive", location: "run8/a.cram" } }, replace("source", true)],
  ["source", { source: { volume: "lab/other", location: "run7/a.cram" } }, replace("source", true)],
  ["source", { source: { volume: UNKNOWN, location: "run7/a.cram" } }, replace("source")],
  ["destination.project", { destination: { project: "lab/run9" } }, replace("destination")],
  ["destination.project", { destination: UNKNOWN }, replace("destination")],
  ["destination.parent", { destination: { parent: "a".repeat(24) } }, replace("destination")],
  ["destination.name", { destination: { project: "lab/run8", name: "b.cram" } }, UPDATE],
  ["destination.name", { destination: { project: "lab/run8", name: UNKNOWN } }, UPDATE],
  ["preserveFolderStructure", { preserveFolderStructure: false }, replace("preserveFolderStructure", true)],
  ["overwrite", { overwrite: true }, NONE],
  ["autorename", { autorename: true }, NONE],
];

describe("a change to a FileImport", () => {
  it.each(CHANGES)("from %s: %o", (_row, change, effect) => {
    expect(diffFileImport("id", olds, { ...news, ...change })).toEqual(effect);
  });

  it("is tested for every row of the table", () => {
    expect(new Set(CHANGES.map(([row]) => row))).toEqual(new Set(Object.keys(FILE_IMPORT_TABLE)));
  });

  it.each([
    ["COMPLETED", NONE],
    ["RUNNING", UPDATE],
    ["PENDING", UPDATE],
    ["FAILED", { changes: true, replaces: ["source"] }],
  ])("is applied or not after a job that is %s", (state, effect) => {
    expect(diffFileImport("id", { ...olds, state }, news)).toEqual(effect);
  });

  it("may affect two properties at once", () => {
    const both = { source: { ...news.source, location: "b" }, destination: { project: "lab/run9" } };
    expect(diffFileImport("id", olds, { ...news, ...both }).replaces).toEqual(["source", "destination"]);
  });
});
