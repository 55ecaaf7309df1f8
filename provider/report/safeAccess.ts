import { isBag } from "../inputs/bags";
import { isUnknown } from "../inputs/unknowns";
import { SECRET } from "./secrets";
import type { Bag } from "./state";

/** The text at a path; `SECRET` if it, or what holds it, is a secret; none while a preview doesn't know it. */
export function textAt(bag: Bag, ...path: string[]): string | undefined {
  const value = valueAt(bag, path);
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}

export function numberAt(bag: Bag, ...path: string[]): number | undefined {
  const value = valueAt(bag, path);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The members at a path; none if there are none, or if they are secret. */
export function bagAt(bag: Bag, ...path: string[]): Bag {
  const value = valueAt(bag, path);
  return isBag(value) ? value : {};
}

function valueAt(bag: Bag, path: readonly string[]): unknown {
  let value: unknown = bag;
  for (const key of path) {
    if (value === SECRET) return SECRET;
    value = isBag(value) ? value[key] : undefined;
  }
  return value;
}

/** True if a secret stands anywhere in the value. */
export const holdsSecret = (value: unknown): boolean =>
  typeof value === "object" && value !== null ? Object.values(value).some(holdsSecret) : value === SECRET;
