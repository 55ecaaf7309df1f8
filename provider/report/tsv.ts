import { stringify } from "csv-stringify/sync";
import type { Report } from "./report";
import type { Row } from "./row";
import { visible } from "./texts";

/** The columns, in order (docs/command-line.md). Names and order are kept, new ones come last: scripts read them. */
const COLUMNS: readonly (keyof Row)[] = [
  "state",
  "type",
  "resource",
  "file",
  "name",
  "project",
  "place",
  "uri",
  "job",
  "started",
  "finished",
  "seconds",
  "bytes",
  "error",
  "remedy",
  "etag",
  "verified",
];

/**
 * One line a file, failures first, with a header. No cell breaks the table or starts a formula in a spreadsheet:
 * control characters are written out, and a text that begins like a formula gets an apostrophe before it.
 */
export const toTsv = ({ rows }: Report): string =>
  stringify(rows.map(printable), {
    delimiter: "\t",
    header: true,
    columns: [...COLUMNS],
    escape_formulas: true,
  });

const printable = (row: Row): Record<string, string> =>
  Object.fromEntries(COLUMNS.map((column) => [column, visible(String(row[column] ?? ""))]));
