import prettyBytes from "pretty-bytes";
import prettyMs from "pretty-ms";
import { isFinal, type Job } from "../../platform/api/jobs";
import { waitAnnouncer } from "../../platform/time/waitAnnouncer";
import { tellEngine } from "./log";

export const inform = (message: string, urn?: string): void =>
  tellEngine({ message, urn, severity: "info", ephemeral: false });
export const warn = (message: string, urn?: string): void =>
  tellEngine({ message, urn, severity: "warning", ephemeral: false });
export const progress = (message: string, urn?: string): void =>
  tellEngine({ message, urn, severity: "info", ephemeral: true });

const said = new Set<string>();

/** Shows the message once per process, however many resources it concerns. */
export function informOnce(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  inform(message);
}

/** Shows a job's state in its resource's row on each change, and how it ended. */
export function jobProgress(urn: string | undefined): (job: Job) => void {
  let shown: string | undefined;
  return (job) => {
    if (job.state === shown) return;
    shown = job.state;
    progress(isFinal(job.state) ? endText(job) : `job ${job.id} is ${job.state}`, urn);
  };
}

/** "COMPLETED, 12 GB in 4m 12s", as far as the job shows it. */
export function endText({ state, result, startedOn, finishedOn }: Job): string {
  const size = result?.size === undefined ? "" : `, ${prettyBytes(result.size)}`;
  return `${state}${size}${durationText(Date.parse(finishedOn ?? "") - Date.parse(startedOn ?? ""))}`;
}

/** " in 4m 12s"; empty if the time isn't known. */
export const durationText = (ms: number): string =>
  ms >= 0 ? ` in ${prettyMs(ms, { unitCount: 2, secondsDecimalDigits: 0 })}` : "";

/** Waits that concern the whole account are shown in the stack's row. */
export const waits = waitAnnouncer((line) => progress(line));

const BETWEEN_LINES_MS = 10_000;

/** Shows in the stack's row that finished jobs are being searched, if that takes more than a moment. */
export function searchProgress(
  what: string,
  now: () => number = Date.now,
): (read: number, open: number) => void {
  let next = -Infinity;
  let began = -Infinity;
  return (read, open) => {
    const at = now();
    if (at - began > 60_000) [began, next] = [at, at + 2_000];
    if (at < next) return;
    next = at + BETWEEN_LINES_MS;
    progress(`reading finished jobs of earlier runs: ${read} read, ${open} ${what} not found yet`);
  };
}
