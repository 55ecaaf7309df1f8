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

/** The status in "NOT_FOUND", "Not Found" or "404 Not Found". */
export function statusIn(text: string): number | undefined {
  const digits = /\b[1-5]\d\d\b/.exec(text)?.[0];
  return digits === undefined ? BY_NAME.get(normal(text)) : Number(digits);
}

/**
 * The status of an error object: a number according to the documentation, but servers have also been seen to return
 * `{"status":"NOT_FOUND"}` (an observed example in the published table). For an unknown name, the code's published status
 * is used; a missing status stays undefined.
 */
export function readStatus(status: unknown, code: number | undefined): number | undefined {
  const number = maybeNumber.parse(status);
  if (number !== undefined || typeof status !== "string") return number;
  return effectiveStatus(statusIn(status), code);
}

/** The status that decides how an error is handled: its own, or else the one published for its code. */
export const effectiveStatus = (status: number | undefined, code: number | undefined): number | undefined =>
  // Code 0 alone may also mean "no code"; maintenance comes with 503.
  status ?? (code === 0 ? undefined : publishedStatus(code));
