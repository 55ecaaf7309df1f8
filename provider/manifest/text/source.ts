import { LineCounter, type Node } from "yaml";

/** A range of a text: the offsets of its first character and of the one after its last. */
export type Span = readonly [start: number, end: number];

/** The range of a node of the YAML document. */
export const spanOf = (node: Node): Span => [node.range?.[0] ?? 0, node.range?.[1] ?? 0];

/** A position in one of the files. */
export interface Place {
  source: Source;
  span: Span;
}

/** A text file to which problems refer. */
export class Source {
  readonly text: string;
  private readonly lines = new LineCounter();
  private hidden: readonly Span[] = [];

  constructor(
    /** The path as the user wrote it, so that it can be clicked and found. */
    readonly file: string,
    text: string,
  ) {
    this.text = text.replace(/^\ufeff/, "");
    this.lines.addNewLine(0);
    for (const { index, 0: end } of this.text.matchAll(/\r\n?|\n/g))
      this.lines.addNewLine(index + end.length);
  }

  /** Marks ranges that contain secrets: no excerpt shows them. */
  hide(spans: readonly Span[]): void {
    this.hidden = [...this.hidden, ...spans];
  }

  /** Line and column of an offset, counted from 1. */
  position(offset: number): { line: number; col: number } {
    return this.lines.linePos(offset);
  }

  /** "file:line:column", the usual form in editors and terminals. */
  place([start]: Span): string {
    const { line, col } = this.position(start);
    return `${this.file}:${line}:${col}`;
  }

  /** The range of a whole line. */
  lineSpan(line: number): Span {
    const start = this.lines.lineStarts[line - 1] ?? 0;
    return [start, start + this.lineAt(line).length];
  }

  /** The line of a range, with a line of carets below it. */
  excerpt([start, end]: Span): string {
    const { line, col } = this.position(start);
    const { text, shift } = around(this.lineAt(line), col - 1);
    const from = col - 1 - shift;
    const carets = "^".repeat(Math.max(1, Math.min(end - start, text.length - from)));
    const label = `${line} | `;
    return `${label}${text}\n${" ".repeat(label.length)}${blank(text.slice(0, from))}${carets}`;
  }

  private lineAt(line: number): string {
    const start = this.lines.lineStarts[line - 1] ?? 0;
    const [text = ""] = /^[^\r\n]*/.exec(this.text.slice(start)) ?? [];
    return this.hidden.reduce((shown, span) => masked(shown, start, span), text);
  }
}

function masked(line: string, start: number, [from, to]: Span): string {
  const left = Math.max(0, from - start);
  const right = Math.min(line.length, to - start);
  return right <= left ? line : line.slice(0, left) + "*".repeat(right - left) + line.slice(right);
}

/** Keeps tabs, so that the carets are below the right characters. */
const blank = (text: string): string => text.replace(/[^\t]/g, " ");

const WIDEST = 100;

/** The part of a long line around a column. */
function around(line: string, column: number): { text: string; shift: number } {
  if (line.length <= WIDEST) return { text: line, shift: 0 };
  const shift = Math.max(0, Math.min(column - WIDEST / 2, line.length - WIDEST));
  return { text: line.slice(shift, shift + WIDEST), shift };
}
