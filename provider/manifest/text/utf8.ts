import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";

/** A file's text. Anything other than UTF-8 is refused, since names with non-ASCII letters would be misread. */
export function readUtf8(path: string): string {
  const bytes = readFileSync(path);
  const kind = foreignKind(bytes);
  if (kind !== undefined) throw new NotUtf8(`it is ${kind}, not UTF-8 text; ${HOW_TO_SAVE}`);
  if (isUtf8(bytes)) return bytes.toString("utf8");
  const { line, column } = firstWrong(bytes);
  throw new NotUtf8(`this isn't UTF-8 text (line ${line}, character ${column}); ${HOW_TO_SAVE}`);
}

const HOW_TO_SAVE = "save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)";

/** Recognised by the first bytes, like the command `file`. */
const KINDS: readonly (readonly [start: number[], kind: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "a workbook (.xlsx, .ods) or another ZIP archive"],
  [[0xd0, 0xcf, 0x11, 0xe0], "a workbook of an old Excel version (.xls)"],
  [[0x1f, 0x8b], "compressed (gzip)"],
  [[0x25, 0x50, 0x44, 0x46], "a PDF"],
  [[0xff, 0xfe], "text in UTF-16"],
  [[0xfe, 0xff], "text in UTF-16"],
];

function foreignKind(bytes: Buffer): string | undefined {
  const [, kind] = KINDS.find(([start]) => start.every((byte, i) => bytes[i] === byte)) ?? [];
  // UTF-16 without a byte order mark: every other byte of Latin letters is 0. UTF-8 text contains no 0.
  return kind ?? (bytes.subarray(0, 1000).includes(0) ? "UTF-16 or binary" : undefined);
}

/** Where the text stops being UTF-8, counted from 1. */
function firstWrong(bytes: Buffer): { line: number; column: number } {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(bytes.subarray(0, startOfCharacter(bytes, middle)))) good = middle;
    else bad = middle;
  }
  const before = bytes.subarray(0, startOfCharacter(bytes, good)).toString("utf8");
  return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}

/** A cut in the middle of a character isn't an error. */
function startOfCharacter(bytes: Buffer, offset: number): number {
  let at = offset;
  while (at > 0 && at > offset - 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
  return at;
}

class NotUtf8 extends Error {}

/** Why a file can't be read, for messages. */
export function whyUnread(error: unknown): string {
  if (error instanceof NotUtf8) return error.message;
  return (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : String(error);
}
