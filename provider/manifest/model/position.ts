import type { Place } from "../text/source";

/** Something written in the manifest, or in a table beside it. */
export interface Written {
  /** The position of it or of a part of it, such as `where("destination", "location")`. Computed on demand. */
  where: Where;
}

export type Where = (...part: PropertyKey[]) => Place;

export const mapValues = <From, To>(
  record: Record<string, From> | null | undefined,
  change: (value: From, key: string) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, change(value, key)]));

/** The member of this name, but not an inherited one such as "constructor". */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
