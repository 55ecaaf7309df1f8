import { describe, expect, it } from "vitest";
import { fileImportInputs, normaliseFileImport } from "../../../provider/inputs/fileImport";
import type { PropertyMap } from "../../../provider/inputs/propertyMap";
import { validate } from "../../../provider/inputs/validate";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const FOLDER = "65a1f0c2e4b0a1b2c3d4e5f6";

const inputs = (more: PropertyMap = {}): PropertyMap => ({
  source: { volume: "lab/archive", location: "run7/a.cram" },
  destination: { project: "lab/run8" },
  ...more,
});
const at = (location: string) => ({ volume: "lab/archive", location });

describe("valid inputs of a FileImport", () => {
  it.each<[string, PropertyMap]>([
    ["the minimum", {}],
    ["a folder of the volume", { source: at("run7/") }],
    ["its structure", { source: at("run7/"), preserveFolderStructure: false }],
    ["a folder of a project", { destination: { parent: FOLDER, name: "b c(1).cram" } }],
    ["URLs", { destination: { project: "https://cavatica.sbgenomics.com/u/lab/run8/files/" } }],
    ...["/a.cram", "a//b", "./a", "a/../b", "/data/"].map((location): [string, PropertyMap] => [
      `the key ${location}`,
      { source: at(location) },
    ]),
    [
      "a folder whose last part is empty",
      { source: at("a//"), destination: { project: "lab/x", name: "a" } },
    ],
    ["the same without a folder of its own", { source: at("a//"), preserveFolderStructure: false }],
    ...["rfranklin/my-volume", "lab/a", "lab/vol.1", "my-division/export-volume"].map(
      (volume): [string, PropertyMap] => [`the volume ${volume}`, { source: { volume, location: "a" } }],
    ),
    ["null for omitted properties", { overwrite: null, autorename: null, preserveFolderStructure: null }],
  ])("%s", (_what, more) => {
    expect(validate(fileImportInputs, inputs(more))).toEqual([]);
  });
});

describe("invalid inputs of a FileImport", () => {
  it.each<[PropertyMap, string, RegExp]>([
    [{ source: at("") }, "source.location", /"" must not be empty/],
    [{ source: at("/") }, "source.location", /must name a folder before its last "\/"/],
    [{ source: at("a\tb") }, "source.location", /must not contain control characters/],
    [{ source: at("a\u0000b") }, "source.location", /must not contain control characters/],
    [{ source: { volume: "../archive", location: "a" } }, "source.volume", /must be a volume's id/],
    [{ source: { volume: "lab/..", location: "a" } }, "source.volume", /must be a volume's id/],
    [{ source: { volume: "lab/a b", location: "a" } }, "source.volume", /must be a volume's id/],
    [{ source: { volume: "lab/a/b", location: "a" } }, "source.volume", /must be a volume's id/],
    [{ source: at("x".repeat(1025)) }, "source.location", /1025 bytes long; at most 1024/],
    [{ source: { volume: "archive", location: "a" } }, "source.volume", /"archive" must be a volume's id/],
    [{ source: { volume: "lab/archive" } }, "source.location", /is missing; must be a string/],
    [{ source: at("a//") }, "destination.name", /must be given, since the last part .* is empty/],
    [
      { source: at("a/"), destination: { project: "lab/x", name: "__a" } },
      "destination.name",
      /must not start with "__" for a folder/,
    ],
    [{ destination: {} }, "destination", /must have exactly one of project and parent/],
    [{ destination: { project: "lab/x", parent: FOLDER } }, "destination", /must have exactly one of/],
    [
      { destination: { project: "run8" } },
      "destination.project",
      /"run8" must be a project's id "owner\/project"/,
    ],
    [
      { destination: { parent: "inbox" } },
      "destination.parent",
      /"inbox" must be a folder's id \(24 hexadecimal/,
    ],
    [
      { destination: { project: "lab/x", name: "a/b" } },
      "destination.name",
      /"a\/b" must not contain "\/".*parent/,
    ],
    [
      { destination: { project: "lab/x", name: "n".repeat(256) } },
      "destination.name",
      /at most 255 characters/,
    ],
    [{ destination: { project: "lab/x", folder: "y" } }, "destination.folder", /there is no such property/],
    [{ overwrite: "yes" }, "overwrite", /"yes" must be true or false/],
    [
      { preserveFolderStructure: true },
      "preserveFolderStructure",
      /only for a folder.*"run7\/a.cram" doesn't end in "\/"/,
    ],
    [{ copyOnly: true }, "copyOnly", /there is no such property/],
    [
      { source: at("run7/"), destination: { project: "lab/x", name: "run 7" } },
      "destination.name",
      /"run 7" must consist of letters, digits, and _ \. - for a folder/,
    ],
  ])("%o", (more, property, text) => {
    const failures = validate(fileImportInputs, inputs(more));
    expect(failures).toEqual([{ property, reason: expect.stringMatching(text) }]);
    expect(failures[0]?.reason.startsWith(`${property}: `)).toBe(true);
  });
});

describe("unknown values in a preview", () => {
  it.each<[PropertyMap]>([
    [{ source: UNKNOWN }],
    [{ source: at(UNKNOWN), preserveFolderStructure: true }],
    [{ source: at("run7/"), preserveFolderStructure: UNKNOWN }],
    [{ destination: UNKNOWN }],
    [{ destination: { project: UNKNOWN } }],
    [{ destination: { project: UNKNOWN, parent: FOLDER } }],
    [{ source: at("run7/"), destination: { project: "lab/x", name: UNKNOWN } }],
    [{ overwrite: UNKNOWN, autorename: UNKNOWN }],
  ])("%o: are considered valid, and left unchanged", (more) => {
    expect(validate(fileImportInputs, inputs(more))).toEqual([]);
    expect(normaliseFileImport(inputs(more))).toMatchObject(more);
  });
});

describe("normalised inputs", () => {
  it("have defaults filled in, and null treated as omitted", () => {
    const plain = { ...inputs(), overwrite: false, autorename: false };
    expect(normaliseFileImport(inputs())).toEqual(plain);
    const nulls = { overwrite: null, autorename: null, preserveFolderStructure: null };
    const destination = { project: "lab/run8", parent: null, name: null };
    expect(normaliseFileImport(inputs({ ...nulls, destination }))).toEqual(plain);
  });

  it("state that a folder keeps its structure, and omit it for a single object", () => {
    expect(normaliseFileImport(inputs({ source: at("run7/") }))).toMatchObject({
      preserveFolderStructure: true,
    });
    const flat = inputs({ source: at("run7/"), preserveFolderStructure: false });
    expect(normaliseFileImport(flat)).toMatchObject({ preserveFolderStructure: false });
    expect(normaliseFileImport(inputs())).not.toHaveProperty("preserveFolderStructure");
  });

  it("have URLs reduced to IDs", () => {
    const project = "https://cavatica.sbgenomics.com/u/lab/run8/";
    expect(normaliseFileImport(inputs({ destination: { project } }))).toMatchObject({
      destination: { project: "lab/run8" },
    });
    const parent = `https://cavatica.sbgenomics.com/u/lab/run8/files/${FOLDER.toUpperCase()}/`;
    expect(normaliseFileImport(inputs({ destination: { parent } }))).toMatchObject({
      destination: { parent: FOLDER },
    });
  });
});
