import { CST, Lexer, Parser } from "yaml";
import type { Problem } from "./problem";
import type { Source } from "./source";

/** The deepest that maps and lists may be nested; a manifest that uses everything has fewer than 10 levels. */
export const MOST_LEVELS = 100;

/**
 * Reports text that is nested too deeply, in whatever notation. It is noticed at the first such place, before the text is
 * composed into a document, since that is slow, recursive, or both.
 */
export function tooDeep(source: Source): Problem | undefined {
  const parser = new Parser();
  let offset = 0;
  for (const lexeme of new Lexer().lex(source.text)) {
    for (const token of parser.next(lexeme)) void token;
    if (levelsIn(parser) > MOST_LEVELS) {
      const message = `this is nested more than ${MOST_LEVELS} levels deep, which no manifest needs`;
      return { source, span: [offset, offset], message };
    }
    offset = parser.offset;
  }
  return undefined;
}

/** The parser's stack also has the document itself, and the scalar that is being read. */
const levelsIn = ({ stack }: Parser): number =>
  stack.length <= MOST_LEVELS ? 0 : stack.filter((token) => CST.isCollection(token)).length;
