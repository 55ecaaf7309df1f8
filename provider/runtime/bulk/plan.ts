import { itemOf, type ItemResult, resultOf } from "../../inputs/bulkLines";
import { isFinal } from "../../platform/jobs";

/** What is to be done for the declared items, given what is known of earlier ones. Items are lines (inputs/bulkLines). */
export interface Plan {
  /** Done before. */
  keep: [item: string, result: ItemResult][];
  /** Their jobs are known and not known to have ended. */
  resume: [item: string, result: ItemResult & { job: string }][];
  /** New, or failed before. */
  submit: string[];
}

export function planItems(items: readonly string[], known: readonly string[]): Plan {
  const results = new Map(known.map((line) => resultOf(line)).map(({ item, result }) => [item, result]));
  const plan: Plan = { keep: [], resume: [], submit: [] };
  for (const item of items) {
    const result = results.get(item);
    if (result?.state === "COMPLETED") plan.keep.push([item, result]);
    else if (result?.job && !isFinal(result.state)) plan.resume.push([item, { ...result, job: result.job }]);
    else plan.submit.push(item);
  }
  return plan;
}

/** Files that were moved by a finished item that is declared no longer, but in another one: no platform can do that. */
export function movedBefore(
  items: readonly string[],
  known: readonly string[],
): { file: string; to: string; now: string }[] {
  const declared = new Set(items);
  const gone = known
    .map((line) => resultOf(line))
    .filter(({ item, result }) => result.state === "COMPLETED" && !declared.has(item));
  const moved = new Map(gone.map(({ item }) => [itemOf(item).file, item]));
  if (moved.size === 0) return [];
  return items.flatMap((now) => {
    const { file } = itemOf(now);
    const to = moved.get(file);
    return to === undefined ? [] : [{ file, to, now }];
  });
}

/** Whether an `up` has nothing to do: the same items, all of them done. */
export function isDone(items: readonly string[], known: readonly string[]): boolean {
  const plan = planItems(items, known);
  return plan.keep.length === items.length && known.length === items.length;
}
