import { isDeepStrictEqual } from "node:util";
import { holdsUnknown, valueAt } from "../../inputs/unknowns";
import type { PropertyMap } from "../../inputs/propertyMap";

/** What a change of an input does: a new job or thing, a change in place, or nothing at all. */
export type Effect = "replace" | "update" | "none";

/** Inputs by their path, such as "service.bucket"; what isn't named belongs to nothing the user can change. */
export type DiffTable = Readonly<Record<string, Effect>>;

type MembersOf<Union> = Union extends unknown ? keyof Union & string : never;

/**
 * A table with a row for each input of a schema, or, where `Split` names the input, for each of its members instead. The
 * compiler then finds the row that a new input lacks.
 */
export type TableOf<Inputs, Split extends keyof Inputs & string = never> = Readonly<
  Record<
    | Exclude<keyof Inputs & string, Split>
    | { [Name in Split]: `${Name}.${MembersOf<NonNullable<Inputs[Name]>>}` }[Split],
    Effect
  >
>;

export interface Changed {
  replace: string[];
  update: string[];
}

/** Names of the inputs that paths lie in, which is what the engine wants to be told. */
export const inputsIn = (paths: readonly string[]): string[] => [
  ...new Set(paths.map((path) => path.split(".")[0]!)),
];

/** Which inputs differ from the state, by what that leads to. What isn't known yet counts as different. */
export function changed(table: DiffTable, olds: PropertyMap, news: PropertyMap): Changed {
  const differing = Object.keys(table).filter((path) => {
    const keys = path.split(".");
    const value = valueAt(news, keys);
    return holdsUnknown(value) || !isDeepStrictEqual(valueAt(olds, keys), value);
  });
  const having = (effect: Effect) => differing.filter((path) => table[path] === effect);
  return { replace: having("replace"), update: having("update") };
}
