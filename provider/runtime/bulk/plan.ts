import { type ItemResult, parseResult } from "../../model/result";
import { isFinal } from "../../platform/api/jobs";

/** An item, with the line that plans and state have of it. */
export interface Entry<Item> {
  line: string;
  item: Item;
}

/** What is to be done for the declared items, given what is known of earlier ones. */
export interface Plan<Item> {
  /** Done before. */
  keep: [Entry<Item>, ItemResult][];
  /** Their jobs are known and not known to have ended. */
  resume: [Entry<Item>, ItemResult & { job: string }][];
  /** New, or failed before. */
  submit: Entry<Item>[];
  /** Known, but declared no longer. */
  gone: [Entry<Item>, ItemResult][];
}

export interface Reading<Item> {
  parse: (line: string) => Item;
  /** What makes it another item: all but settings that a job which has ended can't be told. */
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
  const plan: Plan<Item> = { keep: [], resume: [], submit: [], gone: [] };
  for (const line of lines) {
    const now = entry(line);
    const key = identity(now.item);
    const result = results.get(key)?.result;
    results.delete(key);
    if (result?.state === "COMPLETED") plan.keep.push([now, result]);
    else if (result?.job && !isFinal(result.state)) plan.resume.push([now, { ...result, job: result.job }]);
    else plan.submit.push(now);
  }
  plan.gone = [...results.values()].map(({ was, result }) => [was, result]);
  return plan;
}

/** Whether an `up` has nothing to do: the same items, all of them done. */
export const isDone = ({ resume, submit, gone }: Plan<unknown>): boolean =>
  resume.length + submit.length + gone.length === 0;

/** The declared items, whatever is to be done for them. */
export const entriesOf = <Item>({ keep, resume, submit }: Plan<Item>): Entry<Item>[] => [
  ...keep.map(([entry]) => entry),
  ...resume.map(([entry]) => entry),
  ...submit,
];
