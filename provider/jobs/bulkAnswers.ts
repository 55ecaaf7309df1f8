import type { BulkItem } from "../platform/bulk";
import type { PlatformError } from "../platform/errors";

export interface Matched<E, J> {
  started: [E, J][];
  refused: [E, PlatformError][];
  /** Entries whose answer can't be told: certainly refused, but with which error? Or not mentioned at all? */
  unclear: { kind: "refused" | "unmentioned"; entries: E[] };
}

/**
 * Which answer of a bulk submission belongs to which entry. Jobs are recognised by what they do, since no source states
 * that the order is kept; error items say nothing of their entry, so position counts only if every job stands where its
 * request stood.
 */
export function matchAnswers<E, J>(
  entries: readonly E[],
  items: readonly BulkItem<J>[],
  key: { request: (entry: E) => string; job: (job: J) => string },
): Matched<E, J> {
  const jobs = new Map<string, J[]>();
  for (const item of items) if ("resource" in item) push(jobs, key.job(item.resource), item.resource);
  const inOrder =
    items.length === entries.length &&
    items.every((item, i) => isAt(item, key.request(entries[i]!), key.job));

  const matched: Matched<E, J> = { started: [], refused: [], unclear: { kind: "unmentioned", entries: [] } };
  entries.forEach((entry, i) => {
    const job = jobs.get(key.request(entry))?.shift();
    const item = items[i];
    if (job !== undefined) matched.started.push([entry, job]);
    else if (inOrder && item && "error" in item) matched.refused.push([entry, item.error]);
    else matched.unclear.entries.push(entry);
  });
  const errors = items.flatMap((item) => ("error" in item ? [item.error] : []));
  return errors.length === matched.unclear.entries.length ? settle(matched, errors) : matched;
}

/** As many errors as entries without a job: all of them were refused; if by one code, that is the answer of each. */
function settle<E, J>(matched: Matched<E, J>, errors: PlatformError[]): Matched<E, J> {
  const { entries } = matched.unclear;
  if (new Set(errors.map((error) => error.code)).size > 1)
    return { ...matched, unclear: { kind: "refused", entries } };
  const refused = entries.map((entry, i): [E, PlatformError] => [entry, errors[i]!]);
  return { ...matched, refused: [...matched.refused, ...refused], unclear: { kind: "refused", entries: [] } };
}

const isAt = <J>(item: BulkItem<J>, key: string, keyOf: (job: J) => string): boolean =>
  "error" in item || keyOf(item.resource) === key;

function push<J>(jobs: Map<string, J[]>, key: string, job: J): void {
  const list = jobs.get(key);
  if (list) list.push(job);
  else jobs.set(key, [job]);
}
