import { CsvError, parse } from "csv-parse/sync";
import { didYouMean } from "../../inputs/nearest";
import type { Problem } from "../text/problem";
import type { Source, Span } from "../text/source";

/** One line of a table. Empty cells are absent. */
export interface Row {
  cells: Record<string, string>;
  /** Where the row's cell of a column stands; without one, or where it is absent, the row. */
  span: (column?: string) => Span;
}

export interface Table {
  rows: Row[];
  problems: Problem[];
}

/** A record as csv-parse tells it; `raw` begins with the blank lines and comments before it. */
interface Record_ {
  record: string[];
  raw: string;
}

/**
 * Reads a list of items: tabs, semicolons or commas between cells (the first of them that the first line has), names of columns on top, blank
 * lines and lines that begin with "#" left out, cells in double quotes where they hold what separates.
 */
export function readTable(source: Source, columns: readonly string[]): Table {
  const delimiter = delimiterOf(source.text);
  const records = parseRecords(source, delimiter);
  if (!Array.isArray(records)) return { rows: [], problems: [records] };
  const [header, ...body] = withSpans(records, delimiter);
  if (!header) return { rows: [], problems: [{ source, span: [0, 0], message: emptyTable(columns) }] };
  const problems = headerProblems(source, header, columns);
  if (problems.length > 0) return { rows: [], problems };
  const long = body.filter(({ cells }) => cells.length > header.cells.length);
  return {
    rows: body.map((record) => rowOf(record, header.cells)),
    problems: long.map((record) => {
      const message = `there are ${record.cells.length} cells, but ${header.cells.length} columns`;
      return { source, span: record.spanOf(header.cells.length), message };
    }),
  };
}

const emptyTable = (columns: readonly string[]): string =>
  `the table is empty; its first line must name columns: ${columns.join(", ")}`;

const delimiterOf = (text: string): string => {
  const [header = ""] = /^(?!#)[^\n]*\S[^\n]*$/m.exec(text) ?? [];
  return ["\t", ";"].find((mark) => header.includes(mark)) ?? ",";
};

function parseRecords(source: Source, delimiter: string): Record_[] | Problem {
  try {
    return parse(source.text, {
      delimiter,
      comment: "#",
      comment_no_infix: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Record_[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = source.lineSpan(Number(error["lines"] ?? 1));
    return { source, span: line, message: `this is no table: ${error.message}` };
  }
}

interface SpannedRecord {
  cells: string[];
  spanOf: (index?: number) => Span;
}

function withSpans(records: readonly Record_[], delimiter: string): SpannedRecord[] {
  let end = 0;
  return records.map(({ record, raw }) => {
    const start = end;
    end += raw.length;
    return { cells: record, spanOf: (index) => cellSpan(raw, start, delimiter, index) };
  });
}

/** Found only when there is something to say about it. */
function cellSpan(raw: string, start: number, delimiter: string, index?: number): Span {
  const skipped = /^(?:\s*\n|#[^\n]*\n)*/.exec(raw)?.[0].length ?? 0;
  const line = raw.slice(skipped).trimEnd();
  const whole: Span = [start + skipped, start + skipped + line.length];
  const cell = new RegExp(`(?:"(?:[^"]|"")*"|[^"${delimiter}])*`, "gy");
  for (let i = 0; index !== undefined && cell.lastIndex <= line.length; i++) {
    const at = cell.lastIndex;
    const [text = ""] = cell.exec(line) ?? [];
    if (i === index) return trimmed(text, start + skipped + at);
    cell.lastIndex = at + text.length + 1;
  }
  return whole;
}

function trimmed(text: string, at: number): Span {
  const from = at + (text.length - text.trimStart().length);
  return [from, from + text.trim().length];
}

function rowOf(record: SpannedRecord, header: readonly string[]): Row {
  const named = header.map((name, i) => [name, record.cells[i] ?? ""] as const);
  const filled = named.filter(([, text]) => text !== "");
  return {
    cells: Object.fromEntries(filled),
    span: (column) => {
      const isFilled = filled.some(([name]) => name === column);
      return record.spanOf(isFilled ? header.indexOf(column!) : undefined);
    },
  };
}

function headerProblems(source: Source, header: SpannedRecord, columns: readonly string[]): Problem[] {
  return header.cells.flatMap((name, i) => {
    const span = header.spanOf(i);
    if (header.cells.indexOf(name) < i)
      return [{ source, span, message: `the column "${name}" stands here twice` }];
    if (columns.includes(name)) return [];
    const hint = didYouMean(name, columns);
    return [{ source, span, message: `there is no such column; allowed: ${columns.join(", ")}`, hint }];
  });
}
