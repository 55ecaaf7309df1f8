import type { Bag } from "../inputs/validate";

/** A bag without some of its members. */
export const without = (bag: Bag, ...keys: string[]): Bag =>
  Object.fromEntries(Object.entries(bag).filter(([key]) => !keys.includes(key)));
