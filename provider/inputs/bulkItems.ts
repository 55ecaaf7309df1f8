import type { Failure } from "./validate";

/** As many items as one bulk resource takes. */
export const MOST_ITEMS = 50_000;

const MOST_FAILURES = 50;

/** A table with a wrong column has thousands of failures; the first ones tell enough. */
export function mostFailures(failures: Failure[]): Failure[] {
  if (failures.length <= MOST_FAILURES) return failures;
  const more = { property: "items", reason: `items: and ${failures.length - MOST_FAILURES} more like these` };
  return [...failures.slice(0, MOST_FAILURES), more];
}

/**
 * The items say it all, but the engine has to find the input which comes from a volume that is about to be replaced
 * (runtime/bulk/uprooted).
 */
export const keptVolume = (volume: unknown): { volume?: unknown } =>
  volume === undefined || volume === null ? {} : { volume };

/**
 * What `check` adds to inputs that it leaves as the program gave them, since some aren't known yet. Only previews have
 * such, so no state does; by that `diff` tells a program's unknown items from those in state of which the engine makes
 * unknown what comes from a volume that is about to be replaced.
 */
export const AS_WRITTEN = { __asWritten: true };

export const isAsWritten = (inputs: object): boolean => "__asWritten" in inputs;
