import { closest, distance } from "fastest-levenshtein";

/** The name that was probably meant: at most two typos away, or a third of a long word. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const found = closest(word, [...names]);
  const slips = distance(word.toLowerCase(), found.toLowerCase());
  return slips <= Math.max(2, word.length / 3) ? found : undefined;
}

/** A question to end a message with, or undefined. */
export function didYouMean(word: string, names: readonly string[]): string | undefined {
  const name = nearest(word, names);
  return name === undefined ? undefined : `did you mean "${name}"?`;
}
