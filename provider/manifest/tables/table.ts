import { unguarded } from "../../inputs/formulas";
import type { Problem } from "../text/problem";
import type { Source, Span } from "../text/source";
import { type Columns, separatorOf } from "./columns";
import { type Header, readHeader } from "./header";
import { noTable } from "./noTable";
import { cellSpan, parseRecords, type Record_ } from "./records";

/** One line of a table. */
export interface Row {
  /** By column; empty cells are absent. */
  cells: Record<string, string>;
  /** The whole line. */
  span: Span;
}

export interface Table {
  rows: Row[];
  problems: Problem[];
  /** The position of the row's cell in a column; without a column, or if the cell is empty, of the row. */
  spanOf: (row: Row, column?: string) => Span;
  /** A column's title for messages: "file (column 1)", with the table's own name for it if different. */
  titleOf: (column: string) => string;
}

/** Excel's own first line, which names the separator. */
const SEP_LINE = /^sep=(.)[ \t]*(?:\r\n?|\n)/i;

/**
 * Reads a list of items. The first line names the columns; cells are separated by commas, semicolons or tabs, like the
 * header; blank lines and lines that start with "#" are ignored; cells that contain the separator are in double quotes.
 * An apostrophe that keeps a cell from being a formula isn't part of its text.
 */
export function readTable(source: Source, columns: Columns): Table {
  const wrong = noTable(source);
  if (wrong) return failed([wrong]);
  const [line = "", said] = SEP_LINE.exec(source.text) ?? [];
  const separator = said ?? separatorOf(headerLine(source.text), columns);
  const records = parseRecords(source, separator, line.length);
  if (!Array.isArray(records)) return failed([records]);
  const [first, ...body] = records;
  if (!first) return failed([{ source, span: [0, 0], message: emptyTable(columns) }]);
  const spanOf = (record: { span: Span }, index?: number) => cellSpan(source, separator, record.span, index);
  const header = readHeader({ source, cells: first.cells, spanOf: (i) => spanOf(first, i) }, columns);
  if (header.problems.length > 0) return failed(header.problems);
  return {
    rows: body.map((record) => rowOf(record, header)),
    problems: body.flatMap((record) => overlong(source, record, header, spanOf)),
    spanOf: (row, column = "") =>
      spanOf(row, row.cells[column] === undefined ? undefined : header.indexes.get(column)),
    titleOf: (column) => titleOf(column, header),
  };
}

const failed = (problems: Problem[]): Table => ({
  rows: [],
  problems,
  spanOf: ({ span }) => span,
  titleOf: String,
});

const emptyTable = ({ names }: Columns): string =>
  `the table is empty; its first line must name columns: ${names.join(", ")}`;

/** The first line that is neither blank nor a comment. */
const headerLine = (text: string): string => /^(?!#)[^\r\n]*\S[^\r\n]*$/m.exec(text)?.[0] ?? "";

function rowOf({ cells, span }: Record_, { indexes }: Header): Row {
  const filled: Record<string, string> = {};
  for (const [name, i] of indexes) if (cells[i]) filled[name] = unguarded(cells[i]);
  return { cells: filled, span };
}

/** An extra separator shifts all following cells; empty cells at the end don't matter. */
function overlong(
  source: Source,
  record: Record_,
  { width, written }: Header,
  spanOf: (record: Record_, index: number) => Span,
): Problem[] {
  const count = record.cells.findLastIndex((cell) => cell !== "") + 1;
  if (count <= Math.max(width, written.length)) return [];
  const message = `there are ${count} cells, but ${width} columns`;
  const hint = "a cell that contains the separator must be in double quotes";
  return [{ source, span: spanOf(record, written.length), message, hint }];
}

function titleOf(column: string, { indexes, written }: Header): string {
  const index = indexes.get(column);
  if (index === undefined) return column;
  const title = written[index];
  return `${column} (column ${index + 1}${title === column ? "" : `, "${title}"`})`;
}
