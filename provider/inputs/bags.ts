import { isUnknown } from "./unknowns";

export type Bag = Record<string, unknown>;

export const isBag = (value: unknown): value is Bag =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An empty object is the same as none; one that isn't known yet may become something. */
export const isFilled = (value: unknown): boolean =>
  isUnknown(value) || (isBag(value) && Object.keys(value).length > 0);

/** Without what is undefined, and null unless that is a value of its own. */
export const present = (bag: Bag, keepNull = false): Bag =>
  Object.fromEntries(
    Object.entries(bag).filter(([, value]) => value !== undefined && (keepNull || value !== null)),
  );
