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

  test("separated by tabs", () => {
    const table = `# made by hand\nfile\tproject\tpath\tlocation\tvolume\toverwrite\n\n${file(1)}\t\t\ta, b.cram\tlab/other\ttrue\n\tlab/run7\tx/c.cram\tc.cram\n`;
    expect(itemsOf(table)).toEqual(both);
  });

  test("separated by commas, with quotes, Windows line ends and columns in any order", () => {
    const table = `\ufefflocation,overwrite,file,volume,path,project\r\n"a, b.cram",true,${file(1)},lab/other,,\r\n c.cram ,,,,x/c.cram,lab/run7\r\n`;
    expect(itemsOf(table)).toEqual(both);
  });

  test("separated by semicolons, as some spreadsheet programs write CSV", () => {
    expect(itemsOf(`file;location\n${file(1)};a\n`)).toHaveLength(1);
  });

  test.each(["id", "ID", "file id", "file_id", "File ID", "fileId", "FILE", '"File\u00a0ID"', "“file”"])(
    "with the file's column called %s",
    (name) => {
      expect(itemsOf(`${name},Location\n${file(1)},a\n`)).toMatchObject([{ source: { file: file(1) } }]);
    },
  );

  test("ignoring other columns, including name and trailing ones without a header", () => {
    const header = "name,id,Size,project,path,md5,location,date,patient,title,,";
    expect(itemsOf(`${header}\na,${file(1)},5,lab/run7,a/b,,c.cram,,,,,\n,,,,,,,,,,,\n`)).toEqual([
      {
        source: { file: file(1) },
        destination: { volume: undefined, location: "c.cram" },
        overwrite: undefined,
      },
    ]);
  });

  test("with TRUE and FALSE, as spreadsheet programs write them", () => {
    const list = `file;location;overwrite\n${file(1)};a;TRUE\n${file(2)};b;False\n`;
    expect(itemsOf(list)?.map(({ overwrite }) => overwrite)).toEqual([true, false]);
  });

  test("with any system's line ends, even mixed in one file", () => {
    const list = `file,location\r${file(1)},a\r\n${file(2)},b\n${file(3)},c`;
    expect(itemsOf(list)).toHaveLength(3);
  });

  test("with the separator found by the known column names, not by the headers' contents", () => {
    const list = `file,location,"notes; by hand; and more"\n${file(1)},a,b;c\n`;
    expect(itemsOf(list)).toHaveLength(1);
  });

  test("with manifest keys as volumes, but without references to configuration", () => {
    expect(wrongIn(`file\tlocation\tvolume\n${file(1)}\ta\tarchive\n`)[0]).toContain(
      '"archive" must be a key below "volumes" (there are none)',
    );
    expect(itemsOf(`file\tlocation\n${file(1)}\t\${config.x}$$\n`)?.[0]?.destination.location).toBe(
      "${config.x}$$",
    );
  });
});

describe("problems in a table are reported with their position", () => {
  test("for cells and rows, all at once", () => {
    const table = `file,location,overwrite,project\nabc,a.cram,yes,\n${file(1)},"x\n,y/",,\n,b.cram,,\n${file(2)},c,,lab/run7\n${file(3)},,true,,,5\n`;
    expect(wrongIn(table)).toEqual([
      `lists/cohort.tsv:2:1: file (column 1): "abc" must be a file's id (24 hexadecimal characters) or its web address
    2 | abc,a.cram,yes,
        ^^^`,
      `lists/cohort.tsv:2:12: overwrite (column 3): "yes" must be one of: "true", "false"
    2 | abc,a.cram,yes,
                   ^^^`,
      `lists/cohort.tsv:3:26: location (column 2): "x\\n,y/" must not end in "/": it names one object, not a folder
    3 | ${file(1)},"x
                                 ^^`,
      `lists/cohort.tsv:5:1: file (column 1): is missing; give either file, or project and path
    5 | ,b.cram,,
        ^^^^^^^^^`,
      `lists/cohort.tsv:7:1: location (column 2): is missing; must be a string
    7 | ${file(3)},,true,,,5
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^`,
      `lists/cohort.tsv:7:33: there are 6 cells, but 4 columns
    7 | ${file(3)},,true,,,5
                                        ^
    a cell that contains the separator must be in double quotes`,
    ]);
  });

  test("for columns", () => {
    expect(wrongIn("file\tlocaton\tfile\n")).toEqual([
      expect.stringMatching(
        /^lists\/cohort.tsv:1:6: "locaton" isn't a known column, but close to one; known: file, project, path, location, volume, overwrite\n.*\n.*\n {4}did you mean "location"\?/,
      ),
      expect.stringMatching(/^lists\/cohort.tsv:1:14: the column "file" appears twice \(columns 1 and 3\)/),
    ]);
  });

  test.each([
    ["", "lists/cohort.tsv:1:1: the table is empty; its first line must name columns: file, project"],
    ["file,location\n", 'bulkExports.cohort.itemsFrom: "lists/cohort.tsv" lists nothing'],
    [
      `file,location\n${file(1)},"open\n`,
      "lists/cohort.tsv:2:1: this can't be read in column 2: Quote Not Closed",
    ],
  ])("%j", (table, expected) => {
    expect(wrongIn(table)).toEqual([expect.stringContaining(expected)]);
  });

  test("for a missing table", () => {
    expect(problemsOf(manifest)).toEqual([
      expect.stringMatching(
        /^exports.yaml:2:24: bulkExports.cohort.itemsFrom: "lists\/cohort.tsv" can't be read: there is no such file\n/,
      ),
    ]);
  });

  test("for two columns with the same meaning, and for missing columns with a list of those present", () => {
    expect(wrongIn("File ID,file,location\n").map((problem) => problem.split("\n")[0])).toEqual([
      'lists/cohort.tsv:1:9: "File ID" (column 1) and "file" (column 2) both mean "file"; keep one of them',
    ]);
    expect(wrongIn("name;size\na;5\n")).toEqual([
      expect.stringMatching(
        /^lists\/cohort.tsv:1:1: this line must name the table's columns, but there is no "file" or "project" and "path"\n.*\n.*\n.*its columns are: name, size\. Known/,
      ),
      expect.stringContaining(`but there is no "location"`),
    ]);
  });

  test.each(["flie", "files", "File_IDs", "locations", "Overwite", "voulme", "volume s"])(
    "for %s, which is taken for a typo",
    (name) => {
      expect(wrongIn(`id,location,${name}\n`)).toEqual([expect.stringContaining("did you mean")]);
    },
  );

  test("relative to the file, whatever comes before: a separator line, comments or other columns", () => {
    const list = `sep=;\r\n# by hand\r\nnotes;Location;File-Id\r\n;;\r\nx;a.cram;abc\r\n`;
    expect(wrongIn(list).map((problem) => problem.split("\n")[0])).toEqual([
      `lists/cohort.tsv:5:10: file (column 3, "File-Id"): "abc" must be a file's id (24 hexadecimal characters) or its web address`,
    ]);
  });

  test.each([
    ["<!DOCTYPE html>\n<html></html>", "this is a web page or XML, not a table"],
    ['[{"file": "x"}]', "this is JSON, not a table"],
  ])("%j", (table, expected) => {
    expect(wrongIn(table)).toEqual([expect.stringMatching(new RegExp(`:1:1: ${expected}[^]*CSV UTF-8`))]);
  });

  test("for two rows with one location", () => {
    const list = `file\tlocation\n${file(1)}\ta\n${file(2)}\ta\n`;
    expect(wrongIn(list).map((problem) => problem.split("\n")[0])).toEqual([
      "lists/cohort.tsv:3:26: lab/archive/a has the same destination as the item at lists/cohort.tsv:2:26",
    ]);
  });
});

test("50 000 rows are read quickly", () => {
  const rows = Array.from({ length: 50_000 }, (_, i) => `${i.toString(16).padStart(24, "0")}\trun/${i}.cram`);
  expect(itemsOf(`file\tlocation\n${rows.join("\n")}\n`)).toHaveLength(50_000);
});
