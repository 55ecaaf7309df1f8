import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";

/** A file's text. Anything but UTF-8 is refused: read all the same, names with other letters than a to z would be wrong ones. */
export function readUtf8(path: string): string {
  const bytes = readFileSync(path);
  if (isUtf8(bytes)) return bytes.toString("utf8");
  throw new NotUtf8("it isn't text in UTF-8; save it so (a spreadsheet as “CSV UTF-8”)");
}

class NotUtf8 extends Error {}

/** Why a file can't be read, for whoever named it. */
export function whyUnread(error: unknown): string {
  if (error instanceof NotUtf8) return error.message;
  return (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : String(error);
}
