import { describe, expect, it } from "vitest";
import type { PropertyMap } from "../../../provider/inputs/propertyMap";
import { diffFileExport } from "../../../provider/runtime/fileExport/diff";
import { diffVolume } from "../../../provider/runtime/volume/diff";
import { UNKNOWN } from "../inputs/volumeSamples";
import { declared } from "./volume/pure";

const news = {
  source: { file: "a".repeat(24) },
  destination: { volume: "lab/archive", location: "a.cram" },
  overwrite: false,
  copyOnly: false,
};
const olds = { ...news, state: "COMPLETED" };
const elsewhere = { destination: { volume: "lab/archive", location: "b.cram" } };

const diff = (was: PropertyMap, now: PropertyMap) =>
  diffFileExport("id", { ...olds, ...was }, { ...news, ...now });

describe("a FileExport whose inputs are the same", () => {
  it.each([
    ["COMPLETED", { changes: false }],
    ["RUNNING", { changes: true }],
    ["PENDING", { changes: true }],
    ["FAILED", { changes: true, replaces: ["source"] }],
  ])("is done or not after a job that is %s", (state, effect) => {
    expect(diff({ state }, {})).toEqual(effect);
  });

  it.each([
    ["asked for, and not done yet", { verify: true }, { verify: true }, true],
    ["asked for, and done", { verify: true, verified: { size: 1, on: "" } }, { verify: true }, false],
    ["neither asked for nor done", {}, {}, false],
  ])("is verified by an update if that is %s", (_when, was, now, changes) => {
    expect(diff(was, now)).toEqual({ changes });
  });
});

describe("a finished move", () => {
  it("can't be moved to another place, since its file is an alias now", () => {
    expect(() => diff({}, elsewhere)).toThrow(
      `destination: file ${news.source.file} was moved to lab/archive/a.cram by this export, and the platform can't export it ` +
        "again: it is now an alias of that object. Restore destination. To have the object elsewhere, copy it with the storage " +
        "provider's own tools; to declare another file, use another resource name or another source.file.",
    );
  });

  it("names all inputs that must be restored", () => {
    expect(() => diff({}, { ...elsewhere, copyOnly: true })).toThrow(
      /^destination, copyOnly: .* Restore destination, copyOnly\./,
    );
  });

  it.each<[string, PropertyMap, PropertyMap, string[]]>([
    ["another file", {}, { ...elsewhere, source: { file: "b".repeat(24) } }, ["source", "destination"]],
    [
      "a file that isn't known yet",
      {},
      { ...elsewhere, source: { file: UNKNOWN } },
      ["source", "destination"],
    ],
  ])("gives way to %s", (_what, was, now, replaces) => {
    expect(diff(was, now)).toEqual({ changes: true, replaces });
  });
});

it.each<[string, PropertyMap, PropertyMap]>([
  ["a copy", { copyOnly: true }, { ...elsewhere, copyOnly: true }],
  ["a move that hasn't ended", { state: "RUNNING" }, elsewhere],
  ["a move that FAILED", { state: "FAILED" }, elsewhere],
])("%s can be made elsewhere", (_what, was, now) => {
  expect(diff(was, now)).toEqual({ changes: true, replaces: ["destination"] });
});

describe("a Volume", () => {
  const inputs = { ...declared() };

  it.each([
    [true, false],
    [false, true],
  ])("that is active: %s, and otherwise as declared, is updated: %s", (active, changes) => {
    expect(diffVolume("id", { ...inputs, active }, inputs)).toEqual({ changes });
  });

  it("is deleted before it is made anew under another name", () => {
    expect(diffVolume("id", inputs, { ...inputs, name: "other" })).toEqual({
      changes: true,
      replaces: ["name"],
      deleteBeforeReplace: true,
    });
  });
});
