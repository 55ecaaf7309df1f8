import { describe, expect, it } from "vitest";
import { checkBulkFileExport } from "../../../provider/inputs/bulkFileExport";
import { checkBulkFileImport } from "../../../provider/inputs/bulkFileImport";
import type { PropertyMap } from "../../../provider/inputs/propertyMap";

const file = (i: number) => i.toString(16).padStart(24, "0");
const exported = (i: number) => ({ source: { file: file(i) }, destination: { location: `${i}.bam` } });
const imported = (i: number) => ({ source: { location: `${i}.bam` } });
const upTo = <T>(count: number, item: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => item(i));

const exports = (items: unknown[]) => checkBulkFileExport({ items, volume: "lab/archive" });
const imports = (items: unknown[]) =>
  checkBulkFileImport({ items, volume: "lab/inbox", project: "lab/run8" });

describe.each([
  ["a bulk export", (count: number) => exports(upTo(count, exported))],
  ["a bulk import", (count: number) => imports(upTo(count, imported))],
])("%s", (_, check) => {
  it.each([1, 50_000])("accepts %i items", (count) => {
    const { inputs, failures } = check(count);
    expect(failures).toEqual([]);
    expect(inputs["items"]).toHaveLength(count);
  });

  it("rejects 0 and 50 001 items with an error that gives the limits", () => {
    const reasons = [0, 50_001].map((count) => check(count).failures.map(({ reason }) => reason));
    expect(reasons).toEqual([
      [expect.stringMatching(/^items: \[\] must hold at least one item$/)],
      [
        expect.stringMatching(
          /^items: \[.{1,120}… must hold at most 50000 items; declare several resources$/,
        ),
      ],
    ]);
  });
});

describe("many invalid items", () => {
  it("are reported up to 50, and the rest is counted", () => {
    const { failures } = exports(
      upTo(1_000, () => ({ source: { file: "x" }, destination: { location: "a" } })),
    );
    expect(failures).toHaveLength(51);
    expect(failures.at(-1)).toEqual({ property: "items", reason: "items: and 950 more like these" });
  });
});

describe("checked items", () => {
  it("are the same in any order, spelling of the file or use of defaults", () => {
    const itemsOf = (inputs: PropertyMap) => checkBulkFileExport(inputs).inputs["items"];
    const [a, b] = [exported(1), exported(2)];
    const expected = [`${file(1)} -> lab/archive/p/1.bam`, `${file(2)} -> lab/archive/p/2.bam`];
    expect(itemsOf({ items: [a, b], volume: "lab/archive", prefix: "p/" })).toEqual(expected);
    expect(itemsOf({ items: [b, a], volume: "lab/archive", prefix: "p/", properties: {} })).toEqual(expected);
    const written = [2, 1].map((i) => ({
      source: { file: `https://cavatica.sbgenomics.com/u/lab/run7/files/${file(i)}/` },
      destination: { volume: "lab/archive", location: `p/${i}.bam` },
      properties: null,
      overwrite: null,
    }));
    expect(itemsOf({ items: written, volume: null, prefix: null })).toEqual(expected);
  });

  it("are accepted unchanged when they come back, as with ignoreChanges", () => {
    const first = exports([exported(1), exported(2)]).inputs;
    expect(checkBulkFileExport(first)).toEqual({ inputs: first, failures: [] });
    const other = imports([imported(1), imported(2)]).inputs;
    expect(checkBulkFileImport(other)).toEqual({ inputs: other, failures: [] });
  });
});

describe("items that are neither objects nor checked lines", () => {
  it.each([
    "some text",
    "65a1f0c2e4b0a1b2c3d4e5f6",
    "hidden\tin #{it}",
    "65a1f0c2e4b0a1b2c3d4e5f6 -> lab/a.bam",
  ])("are rejected: %j", (item) => {
    const exports = checkBulkFileExport({ items: [item], volume: "lab/archive" }).failures;
    expect(exports).toEqual([
      { property: "items.0", reason: `items.0: ${JSON.stringify(item)} must be an object` },
    ]);
    const imports = checkBulkFileImport({
      items: [item],
      volume: "lab/archive",
      project: "lab/run8",
    }).failures;
    expect(imports[0]?.reason).toBe(`items.0.source: ${JSON.stringify(item)} must be an object`);
  });

  it("don't include empty objects, for which the missing properties are reported", () => {
    const { failures } = checkBulkFileExport({ items: [{}], volume: "lab/archive" });
    expect(failures.map(({ property }) => property)).toEqual(["items.0.source", "items.0.destination"]);
  });
});
