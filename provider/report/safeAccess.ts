import { isObject } from "../inputs/propertyMap";
import { isUnknown } from "../inputs/unknowns";
import { SECRET } from "./secrets";
import type { PropertyMap } from "../inputs/propertyMap";

/** The string at a path; `SECRET` if it, or what contains it, is a secret; undefined if unknown in a preview. */
export function textAt(props: PropertyMap, ...path: string[]): string | undefined {
  const value = valueAt(props, path);
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}

export function numberAt(props: PropertyMap, ...path: string[]): number | undefined {
  const value = valueAt(props, path);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The members at a path; empty if there are none, or if they are secret. */
export function bagAt(props: PropertyMap, ...path: string[]): PropertyMap {
  const value = valueAt(props, path);
  return isObject(value) ? value : {};
}

function valueAt(props: PropertyMap, path: readonly string[]): unknown {
  let value: unknown = props;
  for (const key of path) {
    if (value === SECRET) return SECRET;
    value = isObject(value) ? value[key] : undefined;
  }
  return value;
}

/** True if the value contains a secret anywhere. */
export const holdsSecret = (value: unknown): boolean =>
  typeof value === "object" && value !== null ? Object.values(value).some(holdsSecret) : value === SECRET;
