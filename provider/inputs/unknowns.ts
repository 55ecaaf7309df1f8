/** What the Node.js SDK sends for an unknown value of any type. */
export const ANY_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * A value that is unknown in a preview reaches `check` and `diff` as one of these strings in place of the whole value,
 * whatever its type (pulumi/pulumi: pkg/resource/plugin/rpc.go). They pass through unchanged and unchecked.
 */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // bool
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  ANY_UNKNOWN, // string
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

export const isUnknown = (value: unknown): boolean => UNKNOWNS.has(value);

/** True if the value contains an unknown anywhere. */
export function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isUnknown(value);
  return Object.values(value).some(holdsUnknown);
}

/** The value at a path; if an unknown is above it, that unknown. */
export function valueAt(inputs: unknown, path: readonly PropertyKey[]): unknown {
  let value = inputs;
  for (const key of path) {
    if (isUnknown(value)) return value;
    value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  }
  return value;
}
