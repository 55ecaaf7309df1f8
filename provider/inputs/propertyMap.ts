import { isUnknown } from "./unknowns";

export type PropertyMap = Record<string, unknown>;

export const isObject = (value: unknown): value is PropertyMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An empty object is the same as none; one that isn't known yet may become something. */
export const isFilled = (value: unknown): boolean =>
  isUnknown(value) || (isObject(value) && Object.keys(value).length > 0);

/** Without what is undefined, and null unless that is a value of its own. */
export const present = (props: PropertyMap, keepNull = false): PropertyMap =>
  Object.fromEntries(
    Object.entries(props).filter(([, value]) => value !== undefined && (keepNull || value !== null)),
  );

/** Without some of its members. */
export const without = (props: PropertyMap, ...keys: string[]): PropertyMap =>
  Object.fromEntries(Object.entries(props).filter(([key]) => !keys.includes(key)));

/** With some of its members alone. */
export const only = (props: PropertyMap, keys: readonly string[]): PropertyMap =>
  Object.fromEntries(Object.entries(props).filter(([key]) => keys.includes(key)));

/** The members that have a default, as given, or by default. */
export const withDefaults = (props: PropertyMap, defaults: PropertyMap): PropertyMap =>
  Object.fromEntries(Object.entries(defaults).map(([key, value]) => [key, props[key] ?? value]));
