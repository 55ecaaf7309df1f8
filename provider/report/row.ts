import type { PropertyMap } from "../inputs/propertyMap";
import { type ErrorInfo, errorInfoSchema, stated } from "../platform/errors/errors";
import { remedyFor } from "../platform/errors/remedies";

/**
 * The outcome of one file: everything a state contains about it; unknown members are absent.
 * Times are ISO 8601 in UTC, as reported by the platform.
 */
export interface Row {
  /** The resource's name in the program. */
  resource: string;
  type: string;
  file?: string | undefined;
  name?: string | undefined;
  project?: string | undefined;
  /** Where the object is: the volume's owner/name, then the key below its prefix. */
  place?: string | undefined;
  uri?: string | undefined;
  job?: string | undefined;
  /** The platform's state, or INTERRUPTED: a run was cut off, and the job isn't in the state. */
  state: string;
  started?: string | undefined;
  finished?: string | undefined;
  seconds?: number | undefined;
  bytes?: number | undefined;
  /** The storage provider's ETag of a verified object. */
  etag?: string | undefined;
  /** When the object was compared with the file and had the same size. */
  verified?: string | undefined;
  /** The platform's message, with status and code. */
  error?: string | undefined;
  /** What to do about it. */
  remedy?: string | undefined;
  /** The file's current metadata on the platform; only if requested. */
  metadata?: Readonly<Record<string, string>> | undefined;
}

export const isImport = ({ type }: Pick<Row, "type">): boolean => type.endsWith("Import");

/** `failed`: needs attention. `open`: the next `up` resumes it. `done`: nothing is left to do. */
export type Verdict = "failed" | "open" | "done";

export function verdictOf({ state, error }: Row): Verdict {
  if (state === "FAILED") return "failed";
  if (state !== "COMPLETED") return "open";
  // A refresh records what a finished export has lost since, e.g. its object.
  return error === undefined ? "done" : "failed";
}

export const INTERRUPTED = "INTERRUPTED";

export const interruption: Pick<Row, "state" | "error" | "remedy"> = {
  state: INTERRUPTED,
  error: "A run was cut off while it submitted this; it isn't known whether a job is running.",
  remedy: "The next `pulumi up` looks for the job first, and submits only what it doesn't find.",
};

/** From start to end, in seconds; absent unless both are known. */
export function secondsBetween(started?: string, finished?: string): number | undefined {
  const seconds = (Date.parse(finished ?? "") - Date.parse(started ?? "")) / 1000;
  return seconds >= 0 ? seconds : undefined;
}

/** Members of another kind, which only an edited state has, are left out. */
export function errorCells(
  type: string,
  error: ErrorInfo | PropertyMap | undefined,
): Pick<Row, "error" | "remedy"> {
  if (error === undefined) return {};
  const { data = {} } = errorInfoSchema.safeParse(error);
  return {
    error: stated(data),
    remedy: remedyFor(data.code, data.status, type.endsWith("Import") ? "import" : "export"),
  };
}

const RANK: Record<Verdict, number> = { failed: 0, open: 1, done: 2 };
const { compare } = new Intl.Collator("en", { numeric: true });

/** Failures first, then what is open; within these in the order of declaration, then by location. */
export const inOrder = (rows: readonly Row[]): Row[] =>
  [...rows].sort(
    (a, b) =>
      RANK[verdictOf(a)] - RANK[verdictOf(b)] ||
      compare(a.resource, b.resource) ||
      compare(a.place ?? "", b.place ?? ""),
  );
