import { type ItemResult, parseResult } from "../../model/result";
import { LOCATION_TAKEN } from "../job/conflict";
import { isFinal } from "../../platform/api/jobs";

/** An item, with its line in plans and state. */
export interface Entry<Item> {
  line: string;
  item: Item;
}

/** What to do for the declared items, given the known results of earlier ones. */
export interface Plan<Item> {
  /** Already done. */
  keep: [Entry<Item>, ItemResult][];
  /** Their jobs are known, but not known to have ended. */
  resume: [Entry<Item>, ItemResult & { job: string }][];
  /** New, or failed in an earlier run. */
  submit: Entry<Item>[];
  /** Those to submit whose last job failed because their destination was taken: perhaps by an earlier copy of the same file. */
  taken: Item[];
  /** Known, but no longer declared. */
  gone: [Entry<Item>, ItemResult][];
}

export interface Reading<Item> {
  parse: (line: string) => Item;
  /** What distinguishes items: everything except settings that don't matter once a job has ended. */
  identity: (item: Item) => string;
}

export function planItems<Item>(
  lines: readonly string[],
  known: readonly string[],
  { parse, identity }: Reading<Item>,
): Plan<Item> {
  const entry = (line: string): Entry<Item> => ({ line, item: parse(line) });
  const results = new Map(
    known.map((one) => {
      const { item, result } = parseResult(one);
      const was = entry(item);
      return [identity(was.item), { was, result }];
    }),
  );
  const plan: Plan<Item> = { keep: [], resume: [], submit: [], taken: [], gone: [] };
  for (const line of lines) {
    const now = entry(line);
    const key = identity(now.item);
    const result = results.get(key)?.result;
    results.delete(key);
    if (result?.state === "COMPLETED") plan.keep.push([now, result]);
    else if (result?.job && !isFinal(result.state)) plan.resume.push([now, { ...result, job: result.job }]);
    else {
      plan.submit.push(now);
      if (result?.error?.code === LOCATION_TAKEN) plan.taken.push(now.item);
    }
  }
  plan.gone = [...results.values()].map(({ was, result }) => [was, result]);
  return plan;
}

/** Whether `up` has nothing to do: the same items, all of them done. */
export const isDone = ({ resume, submit, gone }: Plan<unknown>): boolean =>
  resume.length + submit.length + gone.length === 0;

/** All declared items, whatever has to be done for them. */
export const entriesOf = <Item>({ keep, resume, submit }: Plan<Item>): Entry<Item>[] => [
  ...keep.map(([entry]) => entry),
  ...resume.map(([entry]) => entry),
  ...submit,
];
