import { type Row, verdictOf, type Verdict } from "./row";

/** A job's time span; Unix milliseconds. */
export interface Span {
  /** Equal to `to` if the start isn't known. */
  from: number;
  /** For a job that hasn't ended, the end of the last one in its run. */
  to: number;
  verdict: Verdict;
  bytes?: number | undefined;
}

/** Jobs that ran close together: usually one `pulumi up`. */
export interface Run {
  from: number;
  to: number;
  /** By start, then by end. */
  spans: Span[];
}

/** After this long with nothing under way, a new run begins. */
const PAUSE_MS = 30 * 60_000;

/** The runs, latest first. A state collects jobs over months, which no single time axis can show. */
export function runsOf(rows: readonly Row[]): Run[] {
  const spans = rows.flatMap(spanOf).sort((a, b) => a.from - b.from || a.to - b.to);
  const runs: Run[] = [];
  for (const span of spans) {
    const last = runs.at(-1);
    if (last && span.from - last.to < PAUSE_MS) {
      last.spans.push(span);
      last.to = Math.max(last.to, span.to);
    } else runs.push({ from: span.from, to: span.to, spans: [span] });
  }
  return runs.reverse().map(stretched);
}

function spanOf(row: Row): Span[] {
  const [started, finished] = [Date.parse(row.started ?? ""), Date.parse(row.finished ?? "")];
  const to = Number.isNaN(finished) ? started : finished;
  if (Number.isNaN(to)) return [];
  const from = Number.isNaN(started) ? to : Math.min(started, to);
  return [{ from, to, verdict: verdictOf(row), bytes: row.bytes }];
}

/** A stuck job drawn up to the present would squeeze all others into a corner. */
const stretched = (run: Run): Run => ({
  ...run,
  spans: run.spans
    .map((span) => (span.verdict === "open" ? { ...span, to: run.to } : span))
    .sort((a, b) => a.from - b.from || a.to - b.to),
});

/** What ended within one of a run's equal parts. */
export interface Bin {
  from: number;
  to: number;
  done: number;
  failed: number;
  bytes: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Natural time steps. */
const STEPS = [1, 2, 5, 10, 15, 30]
  .flatMap((n) => [n * SECOND, n * MINUTE])
  .concat([1, 2, 3, 6, 12].map((n) => n * HOUR))
  .concat([1, 2, 7, 14, 30, 90, 365].map((n) => n * DAY))
  .sort((a, b) => a - b);

/** The finest step that divides a duration into at most this many parts. */
export const stepFor = (ms: number, mostParts: number): number =>
  STEPS.find((step) => ms / step <= mostParts) ?? STEPS.at(-1)!;

const MOST_BINS = 40;

export function binsOf({ from, to, spans }: Run): Bin[] {
  const step = stepFor(to - from, MOST_BINS - 1);
  const first = Math.floor(from / step) * step;
  const count = Math.floor((to - first) / step) + 1;
  const bins = Array.from({ length: count }, (_, i): Bin => ({
    from: first + i * step,
    to: first + (i + 1) * step,
    done: 0,
    failed: 0,
    bytes: 0,
  }));
  for (const span of spans) addTo(bins[Math.floor((span.to - first) / step)]!, span);
  return bins;
}

function addTo(bin: Bin, { verdict, bytes = 0 }: Span): void {
  if (verdict === "failed") bin.failed++;
  if (verdict !== "done") return;
  bin.done++;
  bin.bytes += bytes;
}

/** Several jobs as one line of a timeline, for runs with more jobs than fit on a screen. */
export interface Lane {
  /** The first start and the last end. */
  from: number;
  to: number;
  /** From the median start to the median end. */
  midFrom: number;
  midTo: number;
  jobs: number;
  /** When the failed ones ended. */
  failures: number[];
  /** Some of them are still running. */
  isOpen: boolean;
}

export function lanesOf({ spans }: Run, mostLanes: number): Lane[] {
  const perLane = Math.ceil(spans.length / mostLanes);
  return Array.from({ length: Math.ceil(spans.length / perLane) }, (_, i) =>
    laneOf(spans.slice(i * perLane, (i + 1) * perLane)),
  );
}

function laneOf(spans: readonly Span[]): Lane {
  const starts = spans.map(({ from }) => from).sort((a, b) => a - b);
  const ends = spans.map(({ to }) => to).sort((a, b) => a - b);
  const middle = Math.floor(spans.length / 2);
  return {
    from: starts[0]!,
    to: ends.at(-1)!,
    midFrom: starts[middle]!,
    midTo: Math.max(starts[middle]!, ends[middle]!),
    jobs: spans.length,
    failures: spans.filter(({ verdict }) => verdict === "failed").map(({ to }) => to),
    isOpen: spans.some(({ verdict }) => verdict === "open"),
  };
}
