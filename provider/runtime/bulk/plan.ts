import { type ItemResult, resultOf } from "../../inputs/bulkLines";
import { isFinal } from "../../platform/api/jobs";

/** What is to be done for the declared items, given what is known of earlier ones. Items are lines (inputs/bulkLines). */
export interface Plan {
  /** Done before. */
  keep: [item: string, result: ItemResult][];
  /** Their jobs are known and not known to have ended. */
  resume: [item: string, result: ItemResult & { job: string }][];
  /** New, or failed before. */
  submit: string[];
  /** Known, but declared no longer. */
  gone: [item: string, result: ItemResult][];
}

/** The part of an item's line that makes it another one: all but settings that a job which has ended can't be told. */
export type Identity = (item: string) => string;

export function planItems(items: readonly string[], known: readonly string[], identity: Identity): Plan {
  const results = new Map(known.map(resultOf).map((line) => [identity(line.item), line]));
  const plan: Plan = { keep: [], resume: [], submit: [], gone: [] };
  for (const item of items) {
    const result = results.get(identity(item))?.result;
    results.delete(identity(item));
    if (result?.state === "COMPLETED") plan.keep.push([item, result]);
    else if (result?.job && !isFinal(result.state)) plan.resume.push([item, { ...result, job: result.job }]);
    else plan.submit.push(item);
  }
  plan.gone = [...results.values()].map(({ item, result }) => [item, result]);
  return plan;
}

/** Whether an `up` has nothing to do: the same items, all of them done. */
export const isDone = ({ resume, submit, gone }: Plan): boolean =>
  resume.length + submit.length + gone.length === 0;
