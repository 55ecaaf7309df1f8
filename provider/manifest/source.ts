import { LineCounter } from "yaml";

/** A stretch of a text: offsets of its first character and of the one after its last. */
export type Span = readonly [start: number, end: number];

/** A text file that problems point into. */
export class Source {
  readonly lines = new LineCounter();
  private hidden: readonly Span[] = [];

  constructor(
    /** As the user wrote the path, so that it can be clicked and found. */
    readonly file: string,
    readonly text: string,
  ) {}

  /** These stretches hold secrets: no excerpt shows them. */
  hide(spans: readonly Span[]): void {
    this.hidden = [...this.hidden, ...spans];
  }

  /** "file:line:column", counted from 1. */
  place([start]: Span): string {
    const { line, col } = this.position(start);
    return `${this.file}:${line}:${col}`;
  }

  /** The line of a stretch, and below it a line of carets. */
  excerpt(span: Span): string {
    const { line, col } = this.position(span[0]);
    const { text, shift } = window(this.lineAt(line), col - 1);
    const from = col - 1 - shift;
    const length = Math.max(1, Math.min(span[1] - span[0], text.length - from));
    const label = `${line} | `;
    return `${label}${text}\n${" ".repeat(label.length)}${blank(text.slice(0, from))}${"^".repeat(length)}`;
  }

  private position(offset: number): { line: number; col: number } {
    const { line, col } = this.lines.linePos(offset);
    // An empty file has no line that the counter knows.
    return line === 0 ? { line: 1, col: offset + 1 } : { line, col };
  }

  private lineAt(line: number): string {
    const start = this.lines.lineStarts[line - 1] ?? 0;
    const end = this.text.slice(start).search(/\r?\n|$/) + start;
    const shown = [...this.text.slice(start, end)].join("");
    return this.hidden.reduce((text, span) => mask(text, start, span), shown);
  }
}

const mask = (line: string, start: number, [from, to]: Span): string => {
  const [left, right] = [Math.max(0, from - start), Math.min(line.length, to - start)];
  return right <= left ? line : line.slice(0, left) + "*".repeat(right - left) + line.slice(right);
};

/** Tabs stay, so that the carets stand below what they mean. */
const blank = (text: string): string => text.replace(/[^\t]/g, " ");

const WIDEST = 100;

/** The part of a long line around a column. */
function window(line: string, column: number): { text: string; shift: number } {
  if (line.length <= WIDEST) return { text: line, shift: 0 };
  const start = Math.max(0, Math.min(column - WIDEST / 2, line.length - WIDEST));
  return { text: line.slice(start, start + WIDEST), shift: start };
}
