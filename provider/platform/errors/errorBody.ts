import { type ErrorInfo, errorInfoSchema } from "./errors";

/** What an answer that isn't an error has, and an error hasn't. */
const CONTENTS = ["id", "items", "resource", "href", "username"];

/** The error that a body is although its answer has a status of success; undefined if it is none. */
export function errorInBody(body: unknown): ErrorInfo | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  if (CONTENTS.some((member) => member in body)) return undefined;
  const { data: error } = errorInfoSchema.safeParse(body);
  if (!error?.message) return undefined;
  return error.code !== undefined || (error.status ?? 0) >= 400 ? error : undefined;
}
