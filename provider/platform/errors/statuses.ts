import { STATUS_CODES } from "node:http";
import { maybeNumber } from "../http/lenient";
import { publishedStatus } from "./remedies";

const normal = (name: string): string =>
  name
    .toUpperCase()
    .replaceAll("'", "")
    .replace(/[^A-Z]+/g, "_");

/** "NOT_FOUND" → 404, by the names of RFC 9110. */
const BY_NAME: ReadonlyMap<string, number> = new Map(
  Object.entries(STATUS_CODES).map(([status, name]) => [normal(name ?? ""), Number(status)]),
);

/** Of "NOT_FOUND", "Not Found" or "404 Not Found". */
export function statusIn(text: string): number | undefined {
  const digits = /\b[1-5]\d\d\b/.exec(text)?.[0];
  return digits === undefined ? BY_NAME.get(normal(text)) : Number(digits);
}

/**
 * The status of an error object: a number on the platform's pages, but its servers were seen to answer
 * `{"status":"NOT_FOUND"}` too (the published table's observed example). A name that says nothing leaves the word to the
 * code; a status that is missing stays so.
 */
export function readStatus(status: unknown, code: number | undefined): number | undefined {
  const number = maybeNumber.parse(status);
  if (number !== undefined || typeof status !== "string") return number;
  return effectiveStatus(statusIn(status), code);
}

/** The status by which an error is judged: its own, or where it has none the one that is published for its code. */
export const effectiveStatus = (status: number | undefined, code: number | undefined): number | undefined =>
  // A bare code 0 may as well stand for "no code"; maintenance has its 503 beside it.
  status ?? (code === 0 ? undefined : publishedStatus(code));
