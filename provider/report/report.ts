import { isOwnType, shortType } from "./urn";
import { declaredRows, readers } from "./readers";
import { inOrder, interruption, type Row, type Verdict, verdictOf } from "./row";
import { redact } from "./secrets";
import type { StackState } from "./state";
import { uriTeller } from "./uris";

/** The content that all formats show. */
export interface Report {
  project: string;
  stack: string;
  /** When the state was written; ISO 8601. */
  time?: string | undefined;
  /** Sorted by `inOrder`. */
  rows: Row[];
}

/** Every export and import in a stack's state. */
export function reportOf(state: StackState): Report {
  const uriOf = uriTeller(state);
  const isOurs = ({ type }: { type: string }) => isOwnType(type) && shortType(type) in readers;
  const rows = [
    ...state.resources.filter(isOurs).flatMap((each) => readers[shortType(each.type)]!(each, uriOf)),
    ...state.interrupted.filter(isOurs).flatMap((each) => declaredRows(each, interruption, uriOf)),
  ];
  const { project, stack, time } = state;
  return { project, stack, time, rows: inOrder(rows.map((row) => redacted(row, state.secrets))) };
}

function redacted(row: Row, secrets: readonly string[]): Row {
  if (secrets.length === 0) return row;
  const cells = Object.entries(row).map(([key, value]: [string, string | number | undefined]) => [
    key,
    typeof value === "string" ? redact(value, secrets) : value,
  ]);
  return Object.fromEntries(cells) as Row;
}

export interface Sum {
  files: number;
  /** The total of the files whose size is known. */
  bytes: number;
  /** Files whose size is known. */
  sized: number;
}

const nothing = (): Sum => ({ files: 0, bytes: 0, sized: 0 });

function add(sum: Sum, { bytes }: Row): void {
  sum.files++;
  if (bytes === undefined) return;
  sum.bytes += bytes;
  sum.sized++;
}

export interface Totals extends Sum {
  byVerdict: Record<Verdict, Sum>;
  /** Job states, in the order of their first occurrence. */
  byState: Map<string, Sum>;
  /** First start and last end of all jobs. */
  from?: string | undefined;
  to?: string | undefined;
}

export function totalsOf(rows: readonly Row[]): Totals {
  const byVerdict = { failed: nothing(), open: nothing(), done: nothing() };
  const byState = new Map<string, Sum>();
  const all = nothing();
  for (const row of rows) {
    const ofState = byState.get(row.state) ?? nothing();
    byState.set(row.state, ofState);
    for (const sum of [all, byVerdict[verdictOf(row)], ofState]) add(sum, row);
  }
  const times = (key: "started" | "finished") =>
    rows.flatMap((row) => row[key] ?? []).sort((a, b) => Date.parse(a) - Date.parse(b));
  return { ...all, byVerdict, byState, from: times("started")[0], to: times("finished").at(-1) };
}

/** Failures with the same cause and remedy. */
export interface Cause {
  error: string;
  remedy?: string | undefined;
  rows: Row[];
}

/** The rows with a problem, by cause, most frequent first. */
export function causesOf(rows: readonly Row[]): Cause[] {
  const causes = new Map<string, Cause>();
  for (const row of rows) {
    const { error = "The platform gave no reason.", remedy } = row;
    const cause = causes.get(error) ?? { error, remedy, rows: [] };
    causes.set(error, cause);
    cause.rows.push(row);
  }
  return [...causes.values()].sort((a, b) => b.rows.length - a.rows.length);
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;

/** What the state doesn't contain, so that the report isn't misunderstood. */
export function caveats(rows: readonly Row[]): string[] {
  const having = (test: (row: Row) => boolean) => rows.filter(test).length;
  const noSize = having(({ bytes }) => bytes === undefined);
  const noStart = having(({ started, finished }) => started === undefined && finished !== undefined);
  const noJob = having(({ job, state }) => job === undefined && state === "COMPLETED");
  return [
    "A FileExport or FileImport whose job failed leaves nothing in the state: `pulumi up` names it, and the next one tries again.",
    ...(noSize > 0
      ? [
          `The size isn't known for ${noSize} of ${count(rows.length, "file")}; totals leave ${noSize === 1 ? "it" : "them"} out.`,
        ]
      : []),
    ...(noStart > 0
      ? [`The start isn't known for ${count(noStart, "job")}; the state has only the end.`]
      : []),
    ...(noJob > 0
      ? [
          `${count(noJob, "file")} ${noJob === 1 ? "was" : "were"} found exported by an earlier run; no job is known.`,
        ]
      : []),
  ];
}
