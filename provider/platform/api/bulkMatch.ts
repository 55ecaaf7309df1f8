import type { PlatformError } from "../errors/errors";

/** The platform reports on each item separately, with HTTP 200 even if all of them are errors. */
export type BulkItem<T> = { resource: T } | BulkError;

export interface BulkError {
  error: PlatformError;
  /** The item also had a resource that can't be parsed: the request may have been carried out. */
  came?: true;
}

/** This many found items, each at its id's position, prove that a response keeps the order of the request. */
const PROOF_OF_ORDER = 2;

/**
 * Whether the items are in the order of the request, judging by those that were found. Nothing documents that the order
 * is kept, though all clients rely on it.
 */
export function isInOrder<T>(
  items: readonly BulkItem<T>[],
  asked: number,
  belongsAt: (item: T, position: number) => boolean,
): boolean {
  const found = items.flatMap((item, i) => ("resource" in item ? [belongsAt(item.resource, i)] : []));
  return items.length === asked && found.every(Boolean) && (asked === 1 || found.length >= PROOF_OF_ORDER);
}

/** All with the same code and status, so that it doesn't matter which one belongs to which id. */
export const areAlike = (errors: readonly PlatformError[]): boolean =>
  new Set(errors.map(({ failure, code, status }) => `${failure} ${code} ${status}`)).size === 1;

export interface MatchedById<T> {
  found: Map<string, T | PlatformError>;
  /** Ids for which there are errors, but it isn't known which. */
  unclear: string[];
  unmentioned: string[];
}

/**
 * Matches the items of a bulk response with ids. Found items show their id; errors don't. A mistake here would be serious:
 * another job's "not found" would remove a resource from state.
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
