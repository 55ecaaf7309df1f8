import { describe, expect, it } from "vitest";
import { originOf, originOfBulkExport, originOfBulkImport } from "../../../provider/manifest/declare/origins";
import { file, read } from "./support";

describe("the position of a problem", () => {
  it("is found per property for an export", () => {
    const { model } = read(
      `exports:\n  a: { source: { file: ${file(1)} }, destination: { volume: lab/archive, location: a } }\n`,
    );
    const { at } = originOf(model.exports["a"]!);
    expect([at(), at("source.file"), at("destination.location")]).toEqual([
      "exports.yaml:2:6",
      "exports.yaml:2:24",
      "exports.yaml:2:98",
    ]);
  });

  it("is found by file and location for a table's item, even if the table gives the file's path", () => {
    const { model } = read("bulkExports: { t: { volume: lab/archive, prefix: run7/, itemsFrom: t.csv } }\n", {
      tables: { "t.csv": `file,project,path,location\n${file(1)},,,a\n,lab/run7,x/b.bam,b\n` },
    });
    const { at, ofItem } = originOfBulkExport(model.bulkExports["t"]!);
    expect(at()).toBe("exports.yaml:1:19");
    expect(ofItem!({ file: file(1), location: "run7/a" }, "source.file")).toBe("t.csv:2:1");
    expect(ofItem!({ file: file(9), location: "run7/b" }, "destination.location")).toBe("t.csv:3:19");
    expect(ofItem!({ file: file(1), location: "run7/b" })).toBe("t.csv:3:1");
    expect(ofItem!({ file: file(9), location: "run7/a" })).toBeUndefined();
  });

  it("is found by object, folder and name for an import, with its resource's defaults", () => {
    const { model } = read(
      "bulkImports:\n  t:\n    { volume: lab/archive, prefix: p/, project: lab/run8, items: [{ source: { location: a.bed } }] }\n",
    );
    const { ofItem } = originOfBulkImport(model.bulkImports["t"]!);
    const facts = { location: "p/a.bed", folder: "lab/run8", name: "a.bed" };
    expect(ofItem!(facts, "source.location")).toMatch(/^exports.yaml:3:\d+$/);
    expect(ofItem!({ ...facts, folder: "lab/run9" })).toBeUndefined();
  });

  it("is found quickly among 50 000 items", () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `${file(1)},l${i}`);
    const tables = { "t.csv": `file,location\n${rows.join("\n")}\n` };
    const { model } = read(
      "bulkExports: { t: { volume: lab/archive, copyOnly: true, itemsFrom: t.csv } }\n",
      { tables },
    );
    const { ofItem } = originOfBulkExport(model.bulkExports["t"]!);
    const places = rows.map((_, i) => ofItem!({ file: file(1), location: `l${i}` }));
    expect(places.at(-1)).toBe("t.csv:50001:1");
  }, 20_000);
});
