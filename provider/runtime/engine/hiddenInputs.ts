import parseDuration from "parse-duration";
import type { Bag } from "../../inputs/validate";

const DEFAULT_TIMEOUT_MS = 24 * 3_600_000;

/**
 * How long to wait for a job, or to repeat the calls of an operation that has none: the resource's customTimeouts (Go
 * durations such as "1h30m"), else 24 h.
 */
export function timeoutOf(inputs: Bag, operation: "create" | "update" | "delete"): number {
  const text = (inputs["__timeouts"] as Record<string, string> | undefined)?.[operation];
  return (text === undefined ? undefined : parseDuration(text)) ?? DEFAULT_TIMEOUT_MS;
}

export const urnOf = (inputs: Bag): string | undefined => inputs["__urn"] as string | undefined;
