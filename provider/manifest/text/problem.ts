import { printable } from "../../platform/errors/shownText";
import type { Place } from "./source";

/** A problem in the manifest or in a table beside it. */
export interface Problem extends Place {
  message: string;
  /** What to do about it, if known. */
  hint?: string | undefined;
}

/** One problem as text: position and message, the line with carets, the hint. */
export function show({ source, span, message, hint }: Problem): string {
  const lines = [`${source.place(span)}: ${message}`, ...source.excerpt(span).split("\n")];
  return [...lines, ...(hint ? [hint] : [])].map(printable).join("\n    ");
}

const MOST_SHOWN = 50;

/** All problems as one text, file by file, from top to bottom. */
export function showAll(file: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const files = [...new Set(problems.map(({ source }) => source))];
  const sorted = problems.toSorted(
    (a, b) => files.indexOf(a.source) - files.indexOf(b.source) || a.span[0] - b.span[0],
  );
  const shown = sorted.slice(0, MOST_SHOWN).map(show);
  const more = sorted.length > MOST_SHOWN ? [`and ${sorted.length - MOST_SHOWN} more`] : [];
  return [`${file}: ${count}; nothing was declared.`, ...shown, ...more].join("\n\n");
}
