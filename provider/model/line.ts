/** State and plans hold one line per item of a bulk resource, with fields separated by tabs. */
export const TAB = "\t";
export const ARROW = " -> ";

/** Joins the fields, without empty ones at the end. What comes from the platform might contain tabs, which separate fields. */
export const fields = (all: readonly string[]): string =>
  all
    .map((field) => field.replace(/[\t\r\n]+/g, " "))
    .join(TAB)
    .replace(/\t+$/, "");

/** A line that no version of this package has written: the state was edited, or is damaged. */
export class LineError extends Error {
  override readonly name = "LineError";
  constructor(line: string) {
    super(`${JSON.stringify(line.slice(0, 200))} isn't a line that a bulk resource keeps in state`);
  }
}

/** The object in a field of a line. */
export function objectIn(text: string, line: string): Record<string, unknown> {
  const value = parsed(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new LineError(line);
  return value as Record<string, unknown>;
}

/** What `typeof` says of the settings that a line may hold. */
export type SettingTypes = Readonly<Record<string, "boolean" | "string" | "object">>;

/** The settings in a field of a line. */
export function settingsIn(text: string, line: string, types: SettingTypes): Record<string, unknown> {
  const settings = objectIn(text, line);
  for (const [name, value] of Object.entries(settings)) {
    if (!Object.hasOwn(types, name) || typeof value !== types[name]) throw new LineError(line);
    if (types[name] === "object") objectIn(JSON.stringify(value), line);
  }
  return settings;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON without tabs; empty for an empty object. */
export const json = (value: object): string => (Object.keys(value).length === 0 ? "" : JSON.stringify(value));
