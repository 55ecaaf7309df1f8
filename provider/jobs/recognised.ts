import { JobIndex } from "../platform/api/jobIndex";
import type { Comparer } from "../platform/api/sameJob";

/** Matches a submission's jobs with its entries: by everything they show, then by the source if only one has it. */
export function recognised<E, Request, J>(
  entries: readonly E[],
  jobs: readonly J[],
  requestOf: (entry: E) => Request,
  comparer: Comparer<Request, J>,
): Map<E, J> {
  if (entries.length === 1 && jobs.length === 1) return new Map([[entries[0]!, jobs[0]!]]);
  const pairs = closestPairs(entries, jobs, requestOf, comparer);
  const paired = new Set(pairs.values());
  const left = onlyOnes(
    entries.filter((entry) => !pairs.has(entry)),
    (entry) => comparer.sourceKey(requestOf(entry)),
  );
  const spare = onlyOnes(
    jobs.filter((job) => !paired.has(job)),
    (job) => comparer.sourceKey(job),
  );
  for (const [source, entry] of left) {
    const job = spare.get(source);
    if (job !== undefined && !contradicts(requestOf(entry), job, comparer)) pairs.set(entry, job);
  }
  return pairs;
}

/** Spelled so similarly that the remaining difference must be intended. */
export const contradicts = <Request, J>(request: Request, job: J, comparer: Comparer<Request, J>): boolean =>
  comparer.key(request) === comparer.key(job) && !comparer.agrees(request, job);

/** Each job goes to at most one entry: the closest one, then the one at the same position. */
function closestPairs<E, Request, J>(
  entries: readonly E[],
  jobs: readonly J[],
  requestOf: (entry: E) => Request,
  comparer: Comparer<Request, J>,
): Map<E, J> {
  const index = new JobIndex(comparer, jobs);
  const candidates = entries.flatMap((entry, i) => {
    const request = requestOf(entry);
    return index.findAll(request).map((job) => {
      return { entry, job, closeness: comparer.closeness(request, job), isThere: jobs[i] === job };
    });
  });
  candidates.sort((a, b) => b.closeness - a.closeness || Number(b.isThere) - Number(a.isThere));
  const pairs = new Map<E, J>();
  const taken = new Set<J>();
  for (const { entry, job } of candidates) {
    if (pairs.has(entry) || taken.has(job)) continue;
    pairs.set(entry, job);
    taken.add(job);
  }
  return pairs;
}

function onlyOnes<T>(list: readonly T[], key: (one: T) => string): Map<string, T> {
  const all = new Map<string, T[]>();
  for (const one of list) all.set(key(one), [...(all.get(key(one)) ?? []), one]);
  return new Map([...all].flatMap(([name, [only, ...more]]) => (more.length === 0 ? [[name, only!]] : [])));
}
