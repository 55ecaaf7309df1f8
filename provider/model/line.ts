/** What state and plans hold of an item of a bulk resource: one line, whose fields a tab separates. */
export const TAB = "\t";
export const ARROW = " -> ";

/** Without empty fields at the end. */
export const fields = (all: readonly string[]): string => all.join(TAB).replace(/\t+$/, "");

/** JSON without tabs and empty objects. */
export const json = (value: object): string => (Object.keys(value).length === 0 ? "" : JSON.stringify(value));
