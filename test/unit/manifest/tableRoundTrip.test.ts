import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { guarded } from "../../../provider/inputs/formulas";
import { file, read } from "./support";

const manifest = `bulkExports:\n  cohort: { itemsFrom: cohort.csv, volume: lab/archive }\n`;

/** Cells are trimmed and contain no control characters; "#" starts a comment only at the start of a line. */
const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .map((text) => text.replace(/[\p{Cc}\p{Z}/]/gu, "x").replaceAll("..", "x"))
  .filter((text) => text.trim() === text && text !== "" && text !== ".");

const rows = fc
  .uniqueArray(name, { minLength: 1, maxLength: 8 })
  .map((names) => names.map((location, i) => ({ file: file(i), location, overwrite: i % 2 === 0 })));

const shape = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t"),
  quoted: fc.boolean(),
  bom: fc.boolean(),
  record_delimiter: fc.constantFrom("\n", "\r\n"),
  title: fc.constantFrom("file", "File ID", "file_id", "ID"),
  order: fc.shuffledSubarray(["file", "location", "overwrite", "notes", ""], { minLength: 5 }),
});

test("a table is read the same in every notation", () => {
  fc.assert(
    fc.property(rows, shape, (items, { title, order, ...options }) => {
      const titles = order.map((column) => (column === "file" ? title : column));
      const cells = items.map((item) => ({
        ...item,
        // A name that looks like a guarded formula must be guarded itself, as `list` does.
        location: item.location.startsWith("'") ? guarded(item.location) : item.location,
        overwrite: item.overwrite ? "TRUE" : "false",
        notes: 'a "b", c; d',
      }));
      const lines = cells.map((row) => order.map((column) => ({ ...row, "": "" })[column]));
      const table = stringify([titles, ...lines], options);
      const { model } = read(manifest, { tables: { "cohort.csv": table } });
      const got = model.bulkExports["cohort"]?.items.map(({ source, destination, overwrite }) => {
        return { ...source, location: destination.location, overwrite };
      });
      expect(got).toEqual(items);
    }),
    { seed: 11, numRuns: 300 },
  );
});
