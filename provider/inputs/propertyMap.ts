import { isUnknown } from "./unknowns";

export type PropertyMap = Record<string, unknown>;

export const isObject = (value: unknown): value is PropertyMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An empty object is the same as none; an unknown one may turn out not to be empty. */
export const isFilled = (value: unknown): boolean =>
  isUnknown(value) || (isObject(value) && Object.keys(value).length > 0);

/** Without undefined members, and without null ones unless null is a value in its own right. */
export const present = (props: PropertyMap, keepNull = false): PropertyMap =>
  Object.fromEntries(
    Object.entries(props).filter(([, value]) => value !== undefined && (keepNull || value !== null)),
  );

/** Without some of its members. */
export const without = (props: PropertyMap, ...keys: string[]): PropertyMap =>
  Object.fromEntries(Object.entries(props).filter(([key]) => !keys.includes(key)));

/** With only some of its members. */
export const only = (props: PropertyMap, keys: readonly string[]): PropertyMap =>
  Object.fromEntries(Object.entries(props).filter(([key]) => keys.includes(key)));

/** The members that have a default: as given, or else the default. */
export const withDefaults = (props: PropertyMap, defaults: PropertyMap): PropertyMap =>
  Object.fromEntries(Object.entries(defaults).map(([key, value]) => [key, props[key] ?? value]));
