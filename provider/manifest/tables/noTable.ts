import type { Problem } from "../text/problem";
import type { Source } from "../text/source";

/** Kinds of text that users save by mistake instead of a table. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^\s*<(?:!doctype|html|head|table|\?xml|!--)/i, "a web page or XML"],
  [/^\s*\{\\rtf/, "RTF"],
  [/^\s*(?:\{|\[[[{"\]])/, "JSON"],
];

/** Reports a file that is not a table at all. */
export function noTable(source: Source): Problem | undefined {
  const [, kind] = KINDS.find(([pattern]) => pattern.test(source.text)) ?? [];
  if (kind === undefined) return undefined;
  return {
    source,
    span: source.lineSpan(1),
    message: `this is ${kind}, not a table`,
    hint: "save it as “CSV UTF-8” from a spreadsheet, or as text with tabs between the cells",
  };
}
