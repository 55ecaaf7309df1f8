import { fields, json, objectIn, TAB } from "./line";

/** The platform's error object, as in responses, bulk items and failed jobs. Any member may be absent. */
export interface ErrorInfo {
  status?: number | undefined;
  code?: number | undefined;
  message?: string | undefined;
  moreInfo?: string | undefined;
}

/** An item's outcome, as kept in state. */
export interface ItemResult {
  job?: string | undefined;
  state: string;
  startedOn?: string | undefined;
  finishedOn?: string | undefined;
  /** Bytes. */
  size?: number | undefined;
  error?: ErrorInfo | undefined;
  /** The alias that an import created. */
  file?: string | undefined;
  /** What verification found, if it was requested. */
  verification?: Verification | undefined;
}

/** The object at the time it was compared with the file. */
export interface Verified {
  /** Bytes. */
  size: number;
  etag?: string | undefined;
  /** When, ISO 8601. */
  on: string;
}

/** The object as compared with its file, or how they differ. */
export type Verification = Verified | { mismatch: string; isGone?: true };

export const isVerified = (verification: Verification | undefined): verification is Verified =>
  verification !== undefined && !("mismatch" in verification);

/**
 * An item's line with its result, a tenth of the size of the same as an object. New fields are appended at the end,
 * since lines written by earlier versions stay in state.
 */
export function resultLine(item: string, result: ItemResult): string {
  const [head = "", settings = ""] = item.split(TAB);
  const { job = "", state, startedOn = "", finishedOn = "", size = "", error, file = "" } = result;
  const failure = error ? json(error) : "";
  const check = result.verification ? json(result.verification) : "";
  return fields([head, settings, job, state, finishedOn, String(size), failure, startedOn, file, check]);
}

/**
 * Parses what `resultLine` writes.
 *
 * @throws {LineError} if it is something else
 */
export function parseResult(line: string): { item: string; result: ItemResult } {
  const [head = "", settings = "", job, state = "", finishedOn, size, error, startedOn, file, check] =
    line.split(TAB);
  return {
    item: fields([head, settings]),
    result: {
      job: job || undefined,
      state,
      startedOn: startedOn || undefined,
      finishedOn: finishedOn || undefined,
      size: size && Number.isFinite(Number(size)) ? Number(size) : undefined,
      error: error ? objectIn(error, line) : undefined,
      file: file || undefined,
      verification: check ? (objectIn(check, line) as unknown as Verification) : undefined,
    },
  };
}

/** The part of an item's line that is shown to users: without the settings. */
export const headOfLine = (item: string): string => item.split(TAB)[0] ?? "";
