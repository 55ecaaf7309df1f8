import { isDeepStrictEqual } from "node:util";
import { holdsUnknown, valueAt } from "../../inputs/unknowns";
import type { PropertyMap } from "../../inputs/propertyMap";

/** What changing an input does: a replacement, an update in place, or nothing. */
export type Effect = "replace" | "update" | "none";

/** Effects by input path, such as "service.bucket"; paths that aren't listed can't be changed by users. */
export type DiffTable = Readonly<Record<string, Effect>>;

type MembersOf<Union> = Union extends unknown ? keyof Union & string : never;

/**
 * A table with a row for each input of a schema or, for inputs named in `Split`, for each of their members. A new input
 * without a row is a compile error.
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

/** The inputs to which paths belong, which is what the engine expects. */
export const inputsIn = (paths: readonly string[]): string[] => [
  ...new Set(paths.map((path) => path.split(".")[0]!)),
];

/** The inputs that differ from the state, by effect. Unknown values count as different. */
export function changed(table: DiffTable, olds: PropertyMap, news: PropertyMap): Changed {
  const differing = Object.keys(table).filter((path) => {
    const keys = path.split(".");
    const value = valueAt(news, keys);
    return holdsUnknown(value) || !isDeepStrictEqual(valueAt(olds, keys), value);
  });
  const having = (effect: Effect) => differing.filter((path) => table[path] === effect);
  return { replace: having("replace"), update: having("update") };
}
