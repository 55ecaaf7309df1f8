import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect } from "vitest";
import { tableFormat } from "../../provider/cli/list/formats";
import { ManifestError } from "../../provider/manifest/read";
import { everything } from "../unit/manifest/everything";
import { file, read } from "../unit/manifest/support";
import { fuzz } from "./fuzz";
import { mutated, odd, textOf } from "./inputs";

const YAML = [
  ...["exports:", "bulkExports:", "volumes:", "defaults:", "imports:", "projectExports:", "items:"],
  ...[
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    "a: ",
    "b: ",
    "{ ",
    " }",
    "[",
    "]",
    ", ",
    "&a ",
    "*a",
    "<<: ",
    "? ",
    "!!str ",
  ],
  ...["|\n", ">-\n", "'", '"', "# ", "---\n", "...\n", "%YAML 1.2\n", "${config.file}", "$$"],
  ...[`source: { file: ${file(1)} }`, "destination: { volume: lab/archive, location: a }", "copyOnly: true"],
];

const { text, config, tables } = everything;

describe("manifests", () => {
  fuzz("manifest: YAML of any kind", {
    inputs: textOf(...YAML),
    run: (given) => read(given, { config, tables }),
    refusals: [ManifestError],
  });

  fuzz("manifest: a valid one with damage", {
    inputs: mutated(text, ...YAML),
    run: (given) => read(given, { config, tables }),
    refusals: [ManifestError],
  });
});

const MANIFEST = "bulkExports:\n  cohort: { itemsFrom: cohort.csv, volume: lab/archive }\n";
const fromTable = (table: string) => read(MANIFEST, { tables: { "cohort.csv": table } });
const CELLS = [
  ...["file", "location", "volume", "project", "path", "overwrite", "TRUE", file(1), file(2), "a/b.bam"],
  ...[",", ";", "\t", "\n", "\r\n", '"', '""', "#", "sep=;", "'=x", "'"],
];

/** What a location may be: no control characters, no blanks at its ends, no parts that are empty, "." or "..". */
const location = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
      odd,
      fc.constantFrom("'", "'=", "''-"),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) =>
    parts
      .join("")
      .replace(/[\p{Cc}\p{Cs}\p{Z}\u2028\ufeff/]/gu, "x")
      .replace(/^\.+$/, "x"),
  )
  .filter((name) => name !== "" && name.trim() === name);

describe("tables", () => {
  fuzz("table: of any kind", { inputs: textOf(...CELLS), run: fromTable, refusals: [ManifestError] });

  fuzz("table: with a valid header", {
    inputs: fc.oneof(
      textOf(...CELLS).map((body) => `file,location,volume,overwrite\n${body}`),
      mutated(`file,location\n${file(1)},a.bam\n${file(2)},"b, c.bam"\n`, ...CELLS),
    ),
    run: fromTable,
    refusals: [ManifestError],
  });

  fuzz("table: what `list` writes is read as it was, even names that look like formulas", {
    inputs: fc.tuple(
      fc.uniqueArray(location, { minLength: 1, maxLength: 5 }),
      fc.constantFrom<"," | "\t">(",", "\t"),
    ),
    run([locations, delimiter]) {
      const format = tableFormat(delimiter, ["note"]);
      const lines = locations.map((path, i) => {
        const listed = { id: file(i), name: path, metadata: { note: path }, size: i } as never;
        return format.line({ file: listed, path, state: "exportable" });
      });
      const table = format.start() + lines.join("") + format.end();
      for (const cell of parse(table, { delimiter, columns: false }).flat())
        expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/);
      const { items } = fromTable(table).model.bulkExports["cohort"]!;
      expect(items.map(({ destination }) => destination.location)).toEqual(locations);
    },
  });

  fuzz("table: what a spreadsheet writes is read as it was", {
    inputs: fc.tuple(
      fc.uniqueArray(location, { minLength: 1, maxLength: 5 }),
      fc.record({
        delimiter: fc.constantFrom(",", ";", "\t"),
        quoted: fc.boolean(),
        bom: fc.boolean(),
        record_delimiter: fc.constantFrom("\n", "\r\n", "\r"),
        escape_formulas: fc.constant(true),
      }),
    ),
    run([locations, options]) {
      const plain = locations.filter((text) => !/^'/.test(text));
      const rows = plain.map((text, i) => [file(i), text]);
      if (rows.length === 0) return;
      const { items } = fromTable(stringify([["file", "location"], ...rows], options)).model.bulkExports[
        "cohort"
      ]!;
      expect(items.map(({ destination }) => destination.location)).toEqual(plain);
    },
  });
});
