import type { PropertyMap } from "./wire";

export const SIGNATURE = "4dabf18193072939515e22adb298388d";
const special = (mark: string, members: PropertyMap) => ({ [SIGNATURE]: mark, ...members });

export const secret = (value: unknown): PropertyMap => special("1b47061264138c4ac30d75fd1eb44270", { value });

/** The form in which components receive another resource's output; without `value` while it is unknown. */
export const outputValue = (members: { value?: unknown; secret?: boolean; dependencies?: string[] }) =>
  special("d0e6a833031e9bbcd3f4e8bde6ca49a4", members);

export const asset = special("c44067f5952c0a294b673a41bacd8c17", { text: "of an asset" });

/** Placeholders for unknown values, by type. */
export const UNKNOWN_TEXTS = {
  bool: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
};

export type Path = readonly string[];

/** Each path within a value, from the outside in. */
export function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, member]) => placesIn(member, [...at, key]));
  return at.length > 0 ? [at, ...inner] : inner;
}

/** The same value with another one at a path; undefined removes it. */
export function withChange(
  value: unknown,
  [key, ...rest]: Path,
  change: (value: unknown) => unknown,
): unknown {
  if (key === undefined) return change(value);
  const members = { ...(value as PropertyMap) };
  members[key] = withChange(members[key], rest, change);
  const kept = Object.entries(members).filter(([, member]) => member !== undefined);
  return Array.isArray(value) ? kept.map(([, member]) => member) : Object.fromEntries(kept);
}
