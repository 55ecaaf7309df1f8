import type { Source, Span } from "./source";

/** Something wrong in the manifest or in a table beside it. */
export interface Problem {
  source: Source;
  span: Span;
  message: string;
  /** What to do about it, where there is something to say. */
  hint?: string | undefined;
}

/** One problem as text: place and message, the line with carets, the hint. */
export function show({ source, span, message, hint }: Problem): string {
  const lines = [`${source.place(span)}: ${message}`, ...source.excerpt(span).split("\n")];
  return [...lines, ...(hint ? [hint] : [])].join("\n    ");
}

/** All problems as one text, in the order of the files. */
export function showAll(file: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const sorted = [...problems].sort((a, b) => a.span[0] - b.span[0]);
  return [`${file}: ${count}; nothing was declared.`, ...sorted.map(show)].join("\n\n");
}
