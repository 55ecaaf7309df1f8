import { isDeepStrictEqual } from "node:util";
import { holdsUnknown } from "../inputs/unknowns";
import type { Bag } from "../inputs/validate";

/** What a change of an input does: a new job or thing, a change in place, or nothing at all. */
export type Effect = "replace" | "update" | "none";

export type DiffTable = Readonly<Record<string, Effect>>;

export interface Changed {
  replace: string[];
  update: string[];
}

/** Which inputs differ from the state, by what that leads to. What isn't known yet counts as different. */
export function changed(table: DiffTable, olds: Bag, news: Bag): Changed {
  const differing = Object.keys(table).filter(
    (key) => holdsUnknown(news[key]) || !isDeepStrictEqual(olds[key], news[key]),
  );
  const having = (effect: Effect) => differing.filter((key) => table[key] === effect);
  return { replace: having("replace"), update: having("update") };
}
