/** State and plans hold one line per item of a bulk resource, with fields separated by tabs. */
export const TAB = "\t";
export const ARROW = " -> ";

/** Joins the fields, without empty ones at the end. */
export const fields = (all: readonly string[]): string => all.join(TAB).replace(/\t+$/, "");

/** JSON without tabs; empty for an empty object. */
export const json = (value: object): string => (Object.keys(value).length === 0 ? "" : JSON.stringify(value));
