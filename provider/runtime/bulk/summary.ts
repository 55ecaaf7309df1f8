import { headOfLine, isVerified, type ItemResult, parseResult } from "../../model/result";
import prettyBytes from "pretty-bytes";
import prettyMs from "pretty-ms";
import { durationText } from "../engine/status";
import { explain } from "../../platform/errors/errors";
import type { Work } from "../../platform/errors/remedies";

export interface StateSummary {
  files: number;
  /** The total of the files whose size is known. */
  bytes: number;
}

/** Counts and bytes per job state. */
export function summarise(results: Iterable<ItemResult>): Record<string, StateSummary> {
  const summary: Record<string, StateSummary> = {};
  const add = (state: string, size: number) => {
    const sum = (summary[state] ??= { files: 0, bytes: 0 });
    sum.files++;
    sum.bytes += size;
  };
  for (const { state, size = 0, verification } of results) {
    add(state, size);
    if (verification) add(isVerified(verification) ? "VERIFIED" : "MISMATCH", size);
  }
  return summary;
}

export const failedKeys = (lines: readonly string[], key: (item: string) => string): string[] =>
  lines.flatMap((line) => {
    const { item, result } = parseResult(line);
    return result.state === "FAILED" ? [key(item)] : [];
  });

/** "412 of 1000 done, 3 failed, 1.2 GB of 3.4 GB, 35 MB/s, about 4m left"; rate and time left are for this run only. */
export function progressText(
  results: ReadonlyMap<unknown, ItemResult>,
  before: number,
  elapsedMs: number,
): string {
  const { COMPLETED: done = NONE, FAILED: failed = NONE } = summarise(results.values());
  const bytes = [...results.values()].reduce((sum, { size = 0 }) => sum + size, 0);
  const ended = done.files + failed.files;
  const isTelling = ended - before >= (results.size - before) * ENOUGH_TO_TELL;
  const left = isTelling ? (elapsedMs / (ended - before)) * (results.size - ended) : 0;
  return listed([
    `${done.files} of ${results.size} done`,
    failed.files > 0 && `${failed.files} failed`,
    bytes > 0 && bytesText(done.bytes, bytes),
    isTelling && before === 0 && done.bytes > 0 && `${prettyBytes((done.bytes * 1000) / elapsedMs)}/s`,
    left > 0 && Number.isFinite(left) && `about ${prettyMs(Math.max(1000, left), { compact: true })} left`,
  ]);
}

/** The share of jobs that must have ended before the rate means anything. */
const ENOUGH_TO_TELL = 0.05;

/** The sizes of files still under way aren't always known; then there is no total. */
const bytesText = (done: number, all: number): string =>
  all > done ? `${prettyBytes(done)} of ${prettyBytes(all)}` : prettyBytes(done);

/** "1000 COMPLETED, 2 FAILED, 12 GB in 4m 12s": the result of a run. */
export function endedText(
  results: ReadonlyMap<unknown, ItemResult>,
  before: number,
  elapsedMs: number,
): string {
  const states = Object.entries(summarise(results.values())).sort(([a], [b]) => a.localeCompare(b));
  const bytes = states.reduce((sum, [state, { bytes }]) => sum + (state === "COMPLETED" ? bytes : 0), 0);
  const counts = states.map(([state, { files }]) => `${files} ${state}`);
  const time = results.size > before ? durationText(elapsedMs) : "";
  return listed([...counts, bytes > 0 && prettyBytes(bytes)]) + time;
}

const listed = (parts: (string | false)[]): string => parts.filter(Boolean).join(", ");

const NONE: StateSummary = { files: 0, bytes: 0 };

const MOST_NAMED = 20;

/** Why a bulk resource isn't done, naming the items; undefined if it is. */
export function unfinishedReason(work: Work, lines: readonly string[]): string | undefined {
  const results = lines.map((line) => parseResult(line));
  const failed = results.filter(({ result }) => result.state === "FAILED");
  const open = results.filter(({ result }) => result.state !== "FAILED" && result.state !== "COMPLETED");
  const differing = results.filter(
    ({ result: { verification } }) => verification && !isVerified(verification),
  );
  const count = failed.length + open.length + differing.length;
  if (count === 0) return undefined;
  const named = [...failed, ...differing, ...open]
    .slice(0, MOST_NAMED)
    .map(({ item, result }) => `${headOfLine(item)}: ${reasonOf(result, work)}`);
  const more = count - named.length;
  return [
    `bulk ${work}: ${failed.length} of ${lines.length} failed, ${open.length} still running` +
      `${differing.length > 0 ? `, ${differing.length} differ from their files` : ""}.`,
    ...named,
    ...(more > 0 ? [`and ${more} more`] : []),
    "Completed items stay as they are; the next `pulumi up` submits only the failed ones, and resumes waiting for the rest.",
  ].join("\n");
}

const reasonOf = ({ state, error, verification }: ItemResult, work: Work): string => {
  if (verification && !isVerified(verification)) return `verification: ${verification.mismatch}`;
  return error ? explain(error, work) : `still ${state}`;
};
