import { areAlike, type BulkItem, isInOrder } from "../platform/bulkMatch";
import type { PlatformError } from "../platform/errors";

export interface Matched<E, J> {
  started: [E, J][];
  refused: [E, PlatformError][];
  /** Certainly refused, but with which of the errors? */
  refusedSomehow: E[];
  /** Not mentioned, or one of those errors that leave open whether the job was started. */
  unclear: E[];
}

/** What requests and jobs are recognised by. */
export interface Keys<E, J> {
  /** Source and place. */
  request: (entry: E) => string;
  job: (job: J) => string;
  /** The source alone, for a platform that shows places in another form than they were given. */
  requestSource: (entry: E) => string;
  jobSource: (job: J) => string;
}

/**
 * Which answer of a bulk submission belongs to which entry. Jobs are recognised by what they do, since no source states
 * that the order is kept; errors say nothing of their entry, so position counts only where the jobs show the order.
 */
export function matchAnswers<E, J>(
  entries: readonly E[],
  items: readonly BulkItem<J>[],
  keys: Keys<E, J>,
): Matched<E, J> {
  const jobs = items.flatMap((item) => ("resource" in item ? [item.resource] : []));
  const jobOf = assign(entries, jobs, keys);
  const matched: Matched<E, J> = { started: [...jobOf], refused: [], refusedSomehow: [], unclear: [] };
  const rest = entries.filter((entry) => !jobOf.has(entry));
  const errors = items.flatMap((item) => ("error" in item ? [item.error] : []));
  if (isInOrder(items, entries.length, (job, i) => jobOf.get(entries[i]!) === job)) {
    entries.forEach((entry, i) => {
      const item = items[i]!;
      if ("error" in item && !jobOf.has(entry)) matched.refused.push([entry, item.error]);
    });
    return matched;
  }
  if (errors.length !== rest.length) return { ...matched, unclear: rest };
  if (areAlike(errors)) return { ...matched, refused: rest.map((entry, i) => [entry, errors[i]!]) };
  if (errors.some((error) => error.isTransient)) return { ...matched, unclear: rest };
  return { ...matched, refusedSomehow: rest };
}

/** By source and place; then what is left by its source, where that is the only one on both sides. */
function assign<E, J>(entries: readonly E[], jobs: readonly J[], keys: Keys<E, J>): Map<E, J> {
  if (entries.length === 1 && jobs.length === 1) return new Map([[entries[0]!, jobs[0]!]]);
  const exact = pairUp(entries, jobs, keys.request, keys.job);
  const paired = new Set(exact.values());
  const left = entries.filter((entry) => !exact.has(entry));
  const spare = jobs.filter((job) => !paired.has(job));
  const { requestSource, jobSource } = keys;
  const bySource = pairUp(unique(left, requestSource), unique(spare, jobSource), requestSource, jobSource);
  return new Map([...exact, ...bySource]);
}

function pairUp<E, J>(
  entries: readonly E[],
  jobs: readonly J[],
  requestKey: (entry: E) => string,
  jobKey: (job: J) => string,
): Map<E, J> {
  const byKey = new Map<string, J[]>();
  for (const job of jobs) byKey.set(jobKey(job), [...(byKey.get(jobKey(job)) ?? []), job]);
  const pairs = new Map<E, J>();
  for (const entry of entries) {
    const job = byKey.get(requestKey(entry))?.shift();
    if (job !== undefined) pairs.set(entry, job);
  }
  return pairs;
}

function unique<T>(list: readonly T[], key: (one: T) => string): T[] {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return list.filter((one) => counts.get(key(one)) === 1);
}
