import { CsvError, parse } from "csv-parse/sync";
import type { Problem } from "../text/problem";
import type { Source, Span } from "../text/source";

/** A line of a table that isn't empty: its cells, and where it stands; what comes before it, such as comments, is part of it. */
export interface Record_ {
  cells: readonly string[];
  span: Span;
}

/** Every way to end a line, since tables are put together from files of several systems. */
const LINE_ENDS = ["\r\n", "\n", "\r"];

/**
 * Splits a table into cells. Blank lines, lines that begin with "#" and lines of empty cells, which spreadsheets write
 * below what is filled in, are left out.
 *
 * @param start where the table begins in its file
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
      // Not `raw`, which loses half of a line's end. The type wants a record in return.
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
    'a cell that holds quotes, separators or line ends stands in double quotes, and a quote in it is doubled (""); ' +
    "spreadsheets do so when they save as “CSV UTF-8”";
  return { source, span, message: `this can't be read${at}: ${error.message}`, hint };
}

/** Where a cell stands, or the whole record without what comes before it. Found only when there is something to say. */
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
