import { STATUS_CODES } from "node:http";
import { z } from "zod";
import { maybe } from "./maybe";

/** "NOT_FOUND" and "Not Found" alike. */
const bare = (text: string): string => text.toUpperCase().replace(/[^A-Z]/g, "");

const BY_NAME = new Map(Object.entries(STATUS_CODES).map(([status, name]) => [bare(name!), Number(status)]));

/**
 * The HTTP status that a text names: by number or by name. The platform's servers were seen to answer with
 * `"status": "NOT_FOUND"` where its pages show numbers.
 */
export function statusIn(text: string): number | undefined {
  const digits = /\b[1-5]\d\d\b/.exec(text)?.[0];
  return digits === undefined ? BY_NAME.get(bare(text)) : Number(digits);
}

export const maybeStatus = maybe(z.union([z.number(), z.string().transform(statusIn)]));
