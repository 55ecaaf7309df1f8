import { describe, expect, test } from "vitest";
import { file, problemsOf, read } from "./support";

const manifest = `bulkExports:\n  cohort: { itemsFrom: lists/cohort.tsv, volume: lab/archive }\n`;
const beside = (table: string) => ({ tables: { "lists/cohort.tsv": table } });
const itemsOf = (table: string) =>
  read(manifest, beside(table)).model.bulkExports["cohort"]?.items.map(
    ({ source, destination, overwrite }) => ({ source, destination, overwrite }),
  );
const wrongIn = (table: string) => problemsOf(manifest, beside(table));

describe("a table's rows become items", () => {
  const both = [
    {
      source: { file: file(1) },
      destination: { volume: "lab/other", location: "a, b.cram" },
      overwrite: true,
    },
    {
      source: { project: "lab/run7", path: "x/c.cram" },
      destination: { volume: undefined, location: "c.cram" },
      overwrite: undefined,
    },
  ];

  test("with tabs", () => {
    const table = `# made by hand\nfile\tproject\tpath\tlocation\tvolume\toverwrite\n\n${file(1)}\t\t\ta, b.cram\tlab/other\ttrue\n\tlab/run7\tx/c.cram\tc.cram\n`;
    expect(itemsOf(table)).toEqual(both);
  });

  test("with commas, quotes and line ends of Windows; columns in any order", () => {
    const table = `\ufefflocation,overwrite,file,volume,path,project\r\n"a, b.cram",true,${file(1)},lab/other,,\r\n c.cram ,,,,x/c.cram,lab/run7\r\n`;
    expect(itemsOf(table)).toEqual(both);
  });

  test("with semicolons, as some spreadsheets write CSV", () => {
    expect(itemsOf(`file;location\n${file(1)};a\n`)).toHaveLength(1);
  });

  test("a volume may be a key of the manifest; references to configuration are no part of tables", () => {
    expect(wrongIn(`file\tlocation\tvolume\n${file(1)}\ta\tarchive\n`)[0]).toContain(
      '"archive" must be a key below "volumes" (there is none)',
    );
    expect(itemsOf(`file\tlocation\n${file(1)}\t\${config.x}$$\n`)?.[0]?.destination.location).toBe(
      "${config.x}$$",
    );
  });
});

describe("what is wrong in a table is named with its place", () => {
  test("cells and rows, all at once", () => {
    const table = `file,location,overwrite,project\nabc,a.cram,yes,\n${file(1)},"x\n,y/",,\n,b.cram,,\n${file(2)},c,,lab/run7\n${file(3)},,true,,,5\n`;
    expect(wrongIn(table)).toEqual([
      `lists/cohort.tsv:2:1: file: "abc" must be a file's id (24 hexadecimal characters) or its web address
    2 | abc,a.cram,yes,
        ^^^`,
      `lists/cohort.tsv:2:12: overwrite: "yes" must be one of: "true", "false"
    2 | abc,a.cram,yes,
                   ^^^`,
      `lists/cohort.tsv:3:26: location: "x\\n,y/" must not end in "/": it names one object, not a folder
    3 | ${file(1)},"x
                                 ^^`,
      `lists/cohort.tsv:5:1: file: is missing; give either file, or project and path
    5 | ,b.cram,,
        ^^^^^^^^^`,
      `lists/cohort.tsv:6:1: file: "${file(2)}" give either file, or project and path
    6 | ${file(2)},c,,lab/run7
        ^^^^^^^^^^^^^^^^^^^^^^^^`,
      `lists/cohort.tsv:7:1: location: is missing; must be a text
    7 | ${file(3)},,true,,,5
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
      `lists/cohort.tsv:7:33: there are 6 cells, but 4 columns
    7 | ${file(3)},,true,,,5
                                        ^`,
    ]);
  });

  test("columns", () => {
    expect(wrongIn("file\tlocaton\tfile\n")).toEqual([
      expect.stringMatching(
        /^lists\/cohort.tsv:1:6: there is no such column; allowed: file, project, path, location, volume, overwrite\n.*\n.*\n {4}did you mean "location"\?$/,
      ),
      expect.stringMatching(/^lists\/cohort.tsv:1:14: the column "file" stands here twice/),
    ]);
  });

  test.each([
    ["", "lists/cohort.tsv:1:1: the table is empty; its first line must name columns: file, project"],
    ["file,location\n", 'bulkExports.cohort.itemsFrom: "lists/cohort.tsv" lists nothing'],
    [`file,location\n${file(1)},"open\n`, "lists/cohort.tsv:2:1: this is no table: Quote Not Closed"],
  ])("%j", (table, expected) => {
    expect(wrongIn(table)).toEqual([expect.stringContaining(expected)]);
  });

  test("a table that isn't there", () => {
    expect(problemsOf(manifest)).toEqual([
      expect.stringMatching(
        /^exports.yaml:2:24: bulkExports.cohort.itemsFrom: "lists\/cohort.tsv" can't be read: there is no such file\n/,
      ),
    ]);
  });

  test("two rows that go to one place", () => {
    const list = `file\tlocation\n${file(1)}\ta\n${file(2)}\ta\n`;
    expect(wrongIn(list).map((problem) => problem.split("\n")[0])).toEqual([
      "lists/cohort.tsv:3:26: lab/archive/a goes to the same place as the item at lists/cohort.tsv:2:26",
    ]);
  });
});

test("50 000 rows are no burden", () => {
  const rows = Array.from({ length: 50_000 }, (_, i) => `${i.toString(16).padStart(24, "0")}\trun/${i}.cram`);
  expect(itemsOf(`file\tlocation\n${rows.join("\n")}\n`)).toHaveLength(50_000);
});
