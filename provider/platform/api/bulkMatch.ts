import type { PlatformError } from "../errors/errors";

/** The platform answers each item by itself, with HTTP 200 even where all are errors. */
export type BulkItem<T> = { resource: T } | BulkError;

export interface BulkError {
  error: PlatformError;
  /** Something came beside it that can't be read: what was asked for may have been done. */
  came?: true;
}

/** So many found items, each standing where its id stood, show that an answer keeps the order of what was asked. */
const PROOF_OF_ORDER = 2;

/**
 * Whether the items stand where their questions stood, as far as those that were found tell. No source states that the
 * order is kept, though all clients take it for granted.
 */
export function isInOrder<T>(
  items: readonly BulkItem<T>[],
  asked: number,
  belongsAt: (item: T, position: number) => boolean,
): boolean {
  const found = items.flatMap((item, i) => ("resource" in item ? [belongsAt(item.resource, i)] : []));
  return items.length === asked && found.every(Boolean) && (asked === 1 || found.length >= PROOF_OF_ORDER);
}

/** All of the same code and status: then it doesn't matter which belongs to whom. */
export const areAlike = (errors: readonly PlatformError[]): boolean =>
  new Set(errors.map(({ failure, code, status }) => `${failure} ${code} ${status}`)).size === 1;

export interface MatchedById<T> {
  found: Map<string, T | PlatformError>;
  /** There are errors, but not whose they are. */
  unclear: string[];
  unmentioned: string[];
}

/**
 * Which item of a bulk answer belongs to which id. Found ones tell it themselves; errors carry no id. A mistake here
 * would be a bad one: "not found" of another job makes a resource vanish from state.
 */
export function matchById<T>(
  ids: readonly string[],
  items: readonly BulkItem<T>[],
  key: (item: T) => string,
): MatchedById<T> {
  const found = new Map<string, T | PlatformError>();
  const asked = new Map(ids.map((id) => [id.toLowerCase(), id]));
  for (const item of items) {
    if (!("resource" in item)) continue;
    const id = key(item.resource);
    found.set(asked.get(id.toLowerCase()) ?? id, item.resource);
  }
  const left = ids.filter((id) => !found.has(id));
  const errors = items.flatMap((item) => ("error" in item ? [item.error] : []));
  if (errors.length === 0) return { found, unclear: [], unmentioned: left };
  if (isInOrder(items, ids.length, (item, i) => key(item) === ids[i])) {
    ids.forEach((id, i) => found.has(id) || found.set(id, (items[i] as { error: PlatformError }).error));
    return { found, unclear: [], unmentioned: [] };
  }
  if (errors.length < left.length || !areAlike(errors)) return { found, unclear: left, unmentioned: [] };
  left.forEach((id, i) => found.set(id, errors[i]!));
  return { found, unclear: [], unmentioned: [] };
}
