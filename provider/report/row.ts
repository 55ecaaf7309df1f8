import { type ErrorInfo, stated } from "../platform/errors/errors";
import { remedyFor } from "../platform/errors/remedies";

/**
 * What became of one file. Everything a state tells of it; what it doesn't tell is absent.
 * Times are ISO 8601 as the platform reports them.
 */
export interface Row {
  /** The resource's name in the program. */
  resource: string;
  type: string;
  file?: string | undefined;
  name?: string | undefined;
  project?: string | undefined;
  /** Where the object lies: owner/name of the volume, then the key below its prefix. */
  place?: string | undefined;
  uri?: string | undefined;
  job?: string | undefined;
  /** As the platform names it, or INTERRUPTED: a run was cut off and the state doesn't know the job. */
  state: string;
  started?: string | undefined;
  finished?: string | undefined;
  seconds?: number | undefined;
  bytes?: number | undefined;
  /** Of an object that was verified, as its store gives it. */
  etag?: string | undefined;
  /** When the object was compared with the file and had its size. */
  verified?: string | undefined;
  /** The platform's words, with status and code. */
  error?: string | undefined;
  /** What to do about it. */
  remedy?: string | undefined;
  /** Of the file, as the platform has it now; only where it was asked for. */
  metadata?: Readonly<Record<string, string>> | undefined;
}

export const isImport = ({ type }: Pick<Row, "type">): boolean => type.endsWith("Import");

/** `failed`: needs somebody. `open`: the next `up` goes on with it. `done`: nothing is left to do. */
export type Verdict = "failed" | "open" | "done";

export function verdictOf({ state, error }: Row): Verdict {
  if (state === "FAILED") return "failed";
  if (state !== "COMPLETED") return "open";
  // A refresh keeps what a finished export has lost since, e.g. its object.
  return error === undefined ? "done" : "failed";
}

export const INTERRUPTED = "INTERRUPTED";

export const interruption: Pick<Row, "state" | "error" | "remedy"> = {
  state: INTERRUPTED,
  error: "A run was cut off while it submitted this; whether a job runs isn't known.",
  remedy: "The next `pulumi up` looks for the job first, and submits only what it doesn't find.",
};

/** From start to end; absent unless both are known. */
export function secondsBetween(started?: string, finished?: string): number | undefined {
  const seconds = (Date.parse(finished ?? "") - Date.parse(started ?? "")) / 1000;
  return seconds >= 0 ? seconds : undefined;
}

export const errorCells = (error: ErrorInfo | undefined): Pick<Row, "error" | "remedy"> =>
  error ? { error: stated(error), remedy: remedyFor(error.code, error.status) } : {};

const RANK: Record<Verdict, number> = { failed: 0, open: 1, done: 2 };
const { compare } = new Intl.Collator("en", { numeric: true });

/** Failures first, then what is open; within these as they are declared, then by place. */
export const inOrder = (rows: readonly Row[]): Row[] =>
  [...rows].sort(
    (a, b) =>
      RANK[verdictOf(a)] - RANK[verdictOf(b)] ||
      compare(a.resource, b.resource) ||
      compare(a.place ?? "", b.place ?? ""),
  );
