import prettyBytes from "pretty-bytes";
import prettyMs from "pretty-ms";
import type { Sum, Totals } from "./report";
import { isImport, type Row } from "./row";

/** Line breaks, tabs, marks that change the writing direction, invisible characters, and halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/** The text with every character visible: file names may contain anything, even characters meant to mislead. */
export const visible = (text: string): string =>
  text.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

export const bytesText = (bytes: number): string => prettyBytes(bytes);

export const secondsText = (seconds: number): string =>
  prettyMs(seconds * 1000, { secondsDecimalDigits: seconds < 10 ? 1 : 0, unitCount: 2 });

/** "10 000", with narrow non-breaking spaces. */
export const countText = (count: number): string =>
  count.toLocaleString("en").replaceAll(",", count < 10_000 ? "" : "\u202f");

export const filesText = (count: number): string => `${countText(count)} ${count === 1 ? "file" : "files"}`;

/** "3 files, 1.2 GB"; with the size only if it is known for all. */
export const sumText = ({ files, bytes, sized }: Sum): string =>
  sized === files && files > 0 ? `${filesText(files)}, ${bytesText(bytes)}` : filesText(files);

/** Formats an ISO time in UTC as 2026-01-12 09:30:02; anything else is unchanged. */
export function timeText(iso: string): string {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? iso : new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

/** What a report is about, for its title. */
export function subjectOf(rows: readonly Row[]): string {
  const imports = rows.filter(isImport).length;
  if (imports === 0) return "Exports";
  return imports === rows.length ? "Imports" : "Exports and imports";
}

/** Everything in one sentence. */
export function headline({ files, byVerdict: { failed, open, done } }: Totals): string {
  if (files === 0) return "This stack has no exports or imports yet.";
  if (failed.files + open.files === 0) return `All ${filesText(files)} done.`;
  const parts = [
    failed.files > 0 ? `${countText(failed.files)} failed` : "",
    open.files > 0 ? `${countText(open.files)} not finished` : "",
    `${countText(done.files)} done`,
  ];
  return `Of ${filesText(files)} ${parts.filter(Boolean).join(", ")}.`;
}
