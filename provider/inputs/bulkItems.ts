import type { Failure } from "./validate";

/** The most items that one bulk resource takes. */
export const MOST_ITEMS = 50_000;

const MOST_FAILURES = 50;

/** A table with a wrong column has thousands of failures; the first few are enough. */
export function mostFailures(failures: Failure[]): Failure[] {
  if (failures.length <= MOST_FAILURES) return failures;
  const more = { property: "items", reason: `items: and ${failures.length - MOST_FAILURES} more like these` };
  return [...failures.slice(0, MOST_FAILURES), more];
}

/**
 * Each item names its volume, but the engine must find the input that comes from a volume that is about to be replaced
 * (runtime/bulk/replacedVolume).
 */
export const keptVolume = (volume: unknown): { volume?: unknown } =>
  volume === undefined || volume === null ? {} : { volume };

/**
 * The mark `check` adds to inputs that it leaves as the program gave them because some are unknown. Only previews have
 * such inputs, so the mark never reaches state. It lets `diff` distinguish a program's unknown items from items in state
 * that the engine has made unknown because they come from a volume about to be replaced.
 */
export const AS_WRITTEN = { __asWritten: true };

export const isAsWritten = (inputs: object): boolean => "__asWritten" in inputs;
