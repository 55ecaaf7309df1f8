import { CsvError, parse } from "csv-parse/sync";
import type { Problem } from "../text/problem";
import type { Source, Span } from "../text/source";

/** A non-empty line of a table: its cells and its position, which includes what precedes it, such as comments. */
export interface Record_ {
  cells: readonly string[];
  span: Span;
}

/** Every kind of line ending, since tables are combined from files of several systems. */
const LINE_ENDS = ["\r\n", "\n", "\r"];

/**
 * Splits a table into cells. Blank lines, lines that start with "#", and lines of empty cells, which spreadsheets write below
 * the filled ones, are left out.
 *
 * @param start where the table starts in its file
 */
export function parseRecords(source: Source, separator: string, start: number): Record_[] | Problem {
  const text = source.text.slice(start);
  const bytes = Buffer.from(text);
  let [end, endByte] = [start, 0];
  const keep = (record: string[], { bytes: upTo }: { bytes: number }): Record_ | null => {
    const span: Span = [end, (end += bytes.toString("utf8", endByte, upTo).length)];
    endByte = upTo;
    const cells = record.map((cell) => cell.trim());
    return cells.every((cell) => cell === "") ? null : { cells, span };
  };
  try {
    return parse(bytes, {
      delimiter: separator,
      record_delimiter: LINE_ENDS,
      comment: "#",
      comment_no_infix: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      // Not `raw`, which loses half of a line ending. The type requires a record to be returned.
      on_record: keep as never,
    }) as unknown as Record_[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return unreadable(source, start, error);
  }
}

function unreadable(source: Source, start: number, error: CsvError): Problem {
  const linesBefore = source.position(start).line - 1;
  const span = source.lineSpan(Number(error["lines"] ?? 1) + linesBefore);
  const at = typeof error["column"] === "number" ? ` in column ${error["column"] + 1}` : "";
  const hint =
    'a cell that contains quotes, separators or line breaks must be in double quotes, and quotes in it doubled (""); ' +
    "spreadsheets do this when they save as “CSV UTF-8”";
  return { source, span, message: `this can't be read${at}: ${error.message}`, hint };
}

/** The position of a cell, or of the whole record without what precedes it. Computed only if there is a problem. */
export function cellSpan(source: Source, separator: string, [start, end]: Span, index?: number): Span {
  const raw = source.text.slice(start, end);
  const skipped = /^(?:\s*[\r\n]|#[^\r\n]*(?:[\r\n]|$))*/.exec(raw)?.[0].length ?? 0;
  const line = raw.slice(skipped).trimEnd();
  const whole: Span = [start + skipped, start + skipped + line.length];
  const cell = new RegExp(`(?:\\s*"(?:[^"]|"")*"|[^"${separator}])*`, "gy");
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
