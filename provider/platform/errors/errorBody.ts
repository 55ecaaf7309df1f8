import { type ErrorInfo, errorInfoSchema } from "./errors";

/** Members of responses that aren't errors. */
const CONTENTS = ["id", "items", "resource", "href", "username"];

/** The error in the body of a response whose status means success; undefined if it isn't an error. */
export function errorInBody(body: unknown): ErrorInfo | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  if (CONTENTS.some((member) => member in body)) return undefined;
  const { data: error } = errorInfoSchema.safeParse(body);
  if (!error?.message) return undefined;
  return error.code !== undefined || (error.status ?? 0) >= 400 ? error : undefined;
}
