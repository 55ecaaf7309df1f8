import { z } from "zod";
import { ApiError, type ErrorBody, refuse } from "../errors";
import { itemError } from "../faults/answers";
import { parseBody } from "../rules/shapes";
import type { Call } from "./call";

/** One item of a bulk response: the requested resource, or why there is none. */
type BulkItem = { resource: unknown } | { error: ErrorBody };

/** The list in a bulk body under `name`: 1 to 100 entries (documented: start-a-bulk-export-job). */
export function bulkList(call: Call, name: string): unknown[] {
  const body = parseBody(z.record(z.string(), z.unknown()), call.body);
  const list = body[name];
  if (!Array.isArray(list)) throw new ApiError(9011, `${name} is missing.`);
  if (list.length === 0) refuse(call.world.switches.noItemsError, `${name} is empty.`);
  if (list.length > 100) refuse(call.world.switches.tooManyItemsError, `${name} has more than 100 entries.`);
  return list as unknown[];
}

/** The IDs under `name`. */
export function bulkIds(call: Call, name: string): string[] {
  return bulkList(call, name).map((id) => (typeof id === "string" ? id : ""));
}

/** Processes the entries one by one: an item's refusal is its own response and doesn't affect the others. */
export function bulkAnswer<T>(
  call: Call,
  list: readonly T[],
  treat: (entry: T) => unknown,
): { items: BulkItem[] } {
  const { faults } = call.state;
  const { random } = call.platform.faults;
  const items = list.map((entry, position): BulkItem => {
    const early = itemError(faults, "before", position, random);
    if (early) return { error: early };
    try {
      const resource = treat(entry);
      const late = itemError(faults, "after", position, random);
      return late ? { error: late } : { resource };
    } catch (error) {
      if (error instanceof ApiError) return { error: error.body };
      throw error;
    }
  });
  return { items };
}
