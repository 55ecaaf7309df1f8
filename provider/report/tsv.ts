import { stringify } from "csv-stringify/sync";
import type { Report } from "./report";
import type { Row } from "./row";
import { visible } from "./texts";

/** The columns, in order (docs/command-line.md). Names and order never change and new ones come last, since scripts read them. */
const COLUMNS: readonly Exclude<keyof Row, "metadata">[] = [
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
 * One line per file, failures first, with a header. No cell breaks the table or starts a formula in a spreadsheet: control
 * characters are escaped, and a text that starts like a formula is prefixed with an apostrophe.
 */
export function toTsv({ rows }: Report): string {
  const keys = [...new Set(rows.flatMap(({ metadata = {} }) => Object.keys(metadata)))].sort();
  return stringify(
    rows.map((row) => printable(row, keys)),
    {
      delimiter: "\t",
      header: true,
      columns: [...COLUMNS, ...keys.map(metadataColumn)],
      escape_formulas: true,
    },
  );
}

const metadataColumn = (key: string): string => `metadata.${key}`;

const printable = (row: Row, keys: readonly string[]): Record<string, string> =>
  Object.fromEntries([
    ...COLUMNS.map((column) => [column, visible(String(row[column] ?? ""))]),
    ...keys.map((key) => [metadataColumn(key), visible(row.metadata?.[key] ?? "")]),
  ]) as Record<string, string>;
