import { areAlike, type BulkItem } from "../platform/api/bulkMatch";
import type { PlatformError } from "../platform/errors/errors";
import type { Comparer } from "../platform/api/sameJob";
import { contradicts, recognised } from "./recognised";

export interface Matched<E, J> {
  started: [E, J][];
  refused: [E, PlatformError][];
  /** Certainly refused, but it isn't known with which of the errors. */
  refusedSomehow: E[];
  /** Missing from the response, or with an error that leaves open whether the job was started. */
  unclear: E[];
  /** Jobs in the response may belong to these, but it isn't known which. They must not be submitted again. */
  held: E[];
  /** Those jobs. */
  strays: J[];
}

/**
 * Matches the items of a bulk submission's response with its entries. Jobs are recognised by source and destination, since
 * nothing documents that the order is kept. Errors don't name their entry, and jobs may spell it differently: then the
 * position decides, unless the recognised ones are out of order.
 */
export function matchAnswers<E, Request, J>(
  entries: readonly E[],
  items: readonly BulkItem<J>[],
  requestOf: (entry: E) => Request,
  comparer: Comparer<Request, J>,
): Matched<E, J> {
  const jobs = items.flatMap((item) => ("resource" in item ? [item.resource] : []));
  const jobOf = recognised(entries, jobs, requestOf, comparer);
  const matched = { ...nothing<E, J>(), started: [...jobOf] };
  if (isInOrder(entries, items, jobOf))
    return byPosition(entries, items, jobOf, (entry, job) => contradicts(requestOf(entry), job, comparer));
  const rest = entries.filter((entry) => !jobOf.has(entry));
  const taken = new Set(jobOf.values());
  const strays = jobs.filter((job) => !taken.has(job));
  const errors = items.flatMap((item) => ("error" in item ? [item] : []));
  const isLast = rest.length === 1 && strays.length === 1 && items.length === entries.length;
  if (isLast) return { ...matched, started: [...jobOf, [rest[0]!, strays[0]!]] };
  if (strays.length > 0 || errors.some(({ came }) => came)) return { ...matched, held: rest, strays };
  return {
    ...matched,
    ...whoseErrors(
      rest,
      errors.map(({ error }) => error),
    ),
  };
}

const nothing = <E, J>(): Matched<E, J> => ({
  started: [],
  refused: [],
  refusedSomehow: [],
  unclear: [],
  held: [],
  strays: [],
});

/** This many jobs, each at its request's position, prove that a response keeps the order. */
const PROOF_OF_ORDER = 2;

/** One item per entry, with all recognised jobs at their entry's position; if there are errors, the order must be proven. */
function isInOrder<E, J>(
  entries: readonly E[],
  items: readonly BulkItem<J>[],
  jobOf: ReadonlyMap<E, J>,
): boolean {
  if (items.length !== entries.length) return false;
  const places = new Map(items.map((item, i) => ["resource" in item ? item.resource : item, i] as const));
  const isKept = entries.every((entry, i) => !jobOf.has(entry) || places.get(jobOf.get(entry)!) === i);
  const isProven = jobOf.size >= Math.min(PROOF_OF_ORDER, entries.length);
  return isKept && (isProven || items.every((item) => "resource" in item));
}

function byPosition<E, J>(
  entries: readonly E[],
  items: readonly BulkItem<J>[],
  jobOf: ReadonlyMap<E, J>,
  isOther: (entry: E, job: J) => boolean,
): Matched<E, J> {
  const matched = { ...nothing<E, J>(), started: [...jobOf] };
  entries.forEach((entry, i) => {
    const item = items[i]!;
    if (jobOf.has(entry)) return;
    if (!("resource" in item)) {
      if (item.came) matched.held.push(entry);
      else matched.refused.push([entry, item.error]);
    } else if (isOther(entry, item.resource)) {
      matched.held.push(entry);
      matched.strays.push(item.resource);
    } else matched.started.push([entry, item.resource]);
  });
  return matched;
}

/** If every job is matched, the errors belong to the entries without one. */
function whoseErrors<E>(
  rest: E[],
  errors: PlatformError[],
): Partial<Pick<Matched<E, never>, "refused" | "refusedSomehow" | "unclear">> {
  if (errors.length !== rest.length) return { unclear: rest };
  if (areAlike(errors)) return { refused: rest.map((entry, i) => [entry, errors[i]!]) };
  return errors.some((error) => error.isTransient) ? { unclear: rest } : { refusedSomehow: rest };
}
