import type { Place } from "../text/source";

/** Something that stands in the manifest, or in a table beside it. */
export interface Written {
  /** Where it, or a part of it, stands, such as `where("destination", "location")`. Found when asked for. */
  where: Where;
}

export type Where = (...part: PropertyKey[]) => Place;

export const mapValues = <From, To>(
  record: Record<string, From> | null | undefined,
  change: (value: From, key: string) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, change(value, key)]));

/** What users have named so; an object's own methods, such as "constructor", aren't meant. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
