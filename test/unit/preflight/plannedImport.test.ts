import { lineOfImport } from "../../support/lines";
import { resultLine } from "../../../provider/model/result";
import { describe, expect, it } from "vitest";
import { ANY_UNKNOWN } from "../../../provider/inputs/unknowns";
import { plannedImport, plannedImports } from "../../../provider/preflight/plan/plannedImport";

const FOLDER = "65a1f0c2e4b0a1b2c3d4e5f6";
const ITEM = {
  volume: "lab/archive",
  location: "run7/a.bam",
  folder: "lab/run8",
  name: "a.bam",
  overwrite: true,
  autorename: false,
};

describe("a FileImport in a preview", () => {
  const inputs = {
    source: { volume: "lab/archive", location: "run7/a.bam" },
    destination: { project: "lab/run8" },
    overwrite: true,
    autorename: false,
  };
  const of = (more: Record<string, unknown> = {}, isInState = false) =>
    plannedImport("back", { isInState, values: { ...inputs, ...more } })[0];

  it("has its source, destination and status", () => {
    expect(of()).toEqual({ ...ITEM, owner: "back", isItem: false, status: "new" });
    expect(of({ state: "COMPLETED" }, true)).toMatchObject({ status: "done" });
    expect(of({}, true)).toMatchObject({ status: "underWay" });
  });

  it("has its given name, its location's, or none for flattened folders", () => {
    expect(of({ destination: { parent: FOLDER, name: "b.bam" } })).toMatchObject({
      folder: FOLDER,
      name: "b.bam",
    });
    const source = { volume: "lab/archive", location: "panels/" };
    expect(of({ source, preserveFolderStructure: true })).toMatchObject({ name: "panels" });
    expect(of({ source, preserveFolderStructure: false })).toMatchObject({ name: "" });
  });

  it("keeps known values beside unknown ones", () => {
    expect(of({ destination: { project: ANY_UNKNOWN, name: ANY_UNKNOWN } })).toMatchObject({
      volume: "lab/archive",
      folder: undefined,
      name: undefined,
    });
    expect(of({ source: ANY_UNKNOWN })).toMatchObject({ location: undefined, name: undefined });
  });
});

describe("a BulkFileImport in a preview", () => {
  const of = (values: Record<string, unknown>) => plannedImports("back", { isInState: false, values });

  it("is read from result lines, and from those that check produced", () => {
    const line = resultLine(lineOfImport(ITEM), { job: "j", state: "COMPLETED" });
    expect(of({ jobs: [line] })).toEqual([{ ...ITEM, owner: "back", isItem: true, status: "done" }]);
    expect(of({ items: [lineOfImport(ITEM)] })).toMatchObject([{ ...ITEM, status: "new" }]);
  });

  it("is read from the program's items, with the resource's defaults, while any of them is unknown", () => {
    const items = [{ source: { location: "a.bam" } }, { source: ANY_UNKNOWN }, ANY_UNKNOWN];
    const defaults = { volume: "lab/archive", project: "lab/run8", overwrite: true };
    expect(of({ items, ...defaults, prefix: "run7/" })).toMatchObject([
      ITEM,
      { location: undefined },
      { location: undefined },
    ]);
    expect(of({ items, ...defaults, prefix: ANY_UNKNOWN })[0]).toMatchObject({
      volume: "lab/archive",
      location: undefined,
      name: undefined,
    });
  });

  it("counts as one unknown import if the list itself is unknown", () => {
    expect(of({ items: ANY_UNKNOWN })).toMatchObject([{ isItem: false, status: "new", folder: undefined }]);
  });
});
