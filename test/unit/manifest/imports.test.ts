import { describe, expect, test } from "vitest";
import { everything } from "./everything";
import { file, problemsOf, read } from "./support";

test("imports and bulk imports accept every property", () => {
  const { imports, bulkImports } = read(everything.text, everything).model;
  expect(imports).toMatchObject({
    back: {
      source: { volume: "archive", location: "a.cram" },
      destination: { project: "lab/run8", name: "again.cram" },
      overwrite: true,
      autorename: false,
    },
    folder: { destination: { parent: file(7) }, preserveFolderStructure: false },
  });
  expect(bulkImports["panels"]).toMatchObject({
    volume: "lab/other",
    prefix: "panels/",
    project: "lab/run8",
    autorename: true,
    items: [
      { source: { location: "exome.bed" } },
      { source: { volume: "archive" }, destination: { parent: file(7), name: "hg38.bed" }, overwrite: true },
    ],
  });
  expect(bulkImports["more"]?.items).toMatchObject([
    { source: { volume: "archive", location: "x.bed" } },
    { source: { volume: "lab/other", location: "y.bed" }, destination: { name: "z.bed" } },
  ]);
});

const firstLines = (text: string, beside?: Parameters<typeof problemsOf>[1]) =>
  problemsOf(text, beside).map((problem) => problem.split("\n")[0]);

test("an import's own problems are reported", () => {
  const text = `imports:
  a: { source: { volume: archiv, location: "a\\tb" }, destination: { project: lab/run8, parent: ${file(1)} } }
  b: { source: { volume: lab/archive, location: b }, destination: { project: lab/run8 }, preserveFolderStructure: true }
volumes:
  archive: 1
`;
  expect(firstLines(text)).toEqual([
    expect.stringContaining(
      'imports.a.source.volume: "archiv" must be a key below "volumes" (archive) or a volume\'s id "owner/name"; did you mean "archive"?',
    ),
    expect.stringContaining("must not contain control characters"),
    expect.stringContaining("imports.a.destination: "),
    expect.stringContaining("imports.b.preserveFolderStructure: true can be given only for a folder"),
    expect.stringContaining("volumes.archive: 1 must be an object"),
  ]);
});

describe("items of a bulk import", () => {
  const bulk = (settings: string, items: string) =>
    `bulkImports:\n  a:\n    ${settings}\n    items:\n${items}`;

  test("are checked with the defaults of their resource", () => {
    const items =
      "      - { source: { location: a } }\n      - { source: { volume: lab/archive, location: b }, destination: { project: lab/x } }\n";
    expect(firstLines(bulk("overwrite: true", items))).toEqual([
      "exports.yaml:5:9: destination: {} must have exactly one of project and parent",
      "exports.yaml:5:11: source.volume: is missing; must be a string",
    ]);
    expect(() => read(bulk("volume: lab/archive\n    project: lab/run8", items))).not.toThrow();
  });

  test("may not share a name in one folder, unless autorename is set", () => {
    const items = "      - { source: { location: x/a } }\n      - { source: { location: y/a } }\n";
    const settings = "volume: lab/archive\n    project: lab/run8";
    expect(firstLines(bulk(settings, items))).toEqual([
      "exports.yaml:7:9: lab/run8/a is already the destination of the item at exports.yaml:6:9",
    ]);
    expect(() => read(bulk(`${settings}\n    autorename: true`, items))).not.toThrow();
  });

  test("are reported with the cell's position if they come from a table", () => {
    const tables = { "a.csv": `location,parent,autorename,volum\na,${file(1)},,\n` };
    const text = "bulkImports: { a: { volume: lab/archive, itemsFrom: a.csv } }\n";
    expect(firstLines(text, { tables })).toEqual([
      'a.csv:1:28: "volum" isn\'t a known column, but close to one; known: volume, location, project, parent, name, overwrite, autorename, preserveFolderStructure',
    ]);
    const wrong = { "a.csv": `location,project,parent,autorename\na,lab/run8,${file(1)},maybe\nb,,,\n` };
    expect(firstLines(text, { tables: wrong })).toEqual([
      'a.csv:2:37: autorename (column 4): "maybe" must be one of: "true", "false"',
    ]);
    const both = { "a.csv": `location,project,parent\na,lab/run8,${file(1)}\nb,,\n` };
    expect(firstLines(text, { tables: both })).toEqual([
      expect.stringMatching(/^a.csv:2:1: destination: .* must have exactly one of project and parent/),
      expect.stringMatching(/^a.csv:3:1: destination: .* must have exactly one of project and parent/),
    ]);
  });
});
