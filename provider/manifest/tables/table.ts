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
  /** Where the row's cell of a column stands; without one, or where it is empty, the row. */
  spanOf: (row: Row, column?: string) => Span;
  /** A column for people: "file (column 1)", with the name that the table gives it if that is another. */
  titleOf: (column: string) => string;
}

/** Excel's own first line, which says what separates cells. */
const SEP_LINE = /^sep=(.)[ \t]*(?:\r\n?|\n)/i;

/**
 * Reads a list of items: the names of columns on top, commas, semicolons or tabs between cells, as the header has them;
 * blank lines and lines that begin with "#" left out, cells in double quotes where they hold what separates.
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

/** The first line that says anything. */
const headerLine = (text: string): string => /^(?!#)[^\r\n]*\S[^\r\n]*$/m.exec(text)?.[0] ?? "";

function rowOf({ cells, span }: Record_, { indexes }: Header): Row {
  const filled: Record<string, string> = {};
  for (const [name, i] of indexes) if (cells[i]) filled[name] = cells[i];
  return { cells: filled, span };
}

/** A separator too many has moved all that follows; empty cells at the end mean nothing. */
function overlong(
  source: Source,
  record: Record_,
  { width, written }: Header,
  spanOf: (record: Record_, index: number) => Span,
): Problem[] {
  const count = record.cells.findLastIndex((cell) => cell !== "") + 1;
  if (count <= Math.max(width, written.length)) return [];
  const message = `there are ${count} cells, but ${width} columns`;
  const hint = "a cell that holds what separates cells must stand in double quotes";
  return [{ source, span: spanOf(record, written.length), message, hint }];
}

function titleOf(column: string, { indexes, written }: Header): string {
  const index = indexes.get(column);
  if (index === undefined) return column;
  const title = written[index];
  return `${column} (column ${index + 1}${title === column ? "" : `, "${title}"`})`;
}
