import { StillRunning } from "../jobs/poller";
import { PlaceTaken } from "../jobs/submitter";
import { isPlatformError } from "../platform/errors";
import type { ExportJob, ExportRequest } from "../platform/exports";
import { remedyFor } from "../platform/remedies";

/** What users are told when an export doesn't come to its end: what, which file, where to, why, and what to do next. */

const what = ({ source, destination }: ExportRequest): string =>
  `export of file ${source.file} to ${destination.volume}/${destination.location}`;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function refusedText(request: ExportRequest, error: unknown): string {
  if (error instanceof PlaceTaken) return error.message;
  if (!isPlatformError(error)) return `${what(request)}: ${textOf(error)}`;
  if (!error.outcomeUnknown) return `${what(request)} was refused: ${error.message}`;
  return (
    `${what(request)}: no clear answer from the platform (${error.message}), and no job of it was found. ` +
    `Nothing is kept in state; the next \`pulumi up\` looks for the job first, then submits again.`
  );
}

export function failedJobText(request: ExportRequest, job: ExportJob): string {
  const { status, code, message, moreInfo } = job.error ?? {};
  const reason = [
    status,
    code === undefined ? "" : `(code ${code})`,
    message ?? "the platform gave no reason",
  ]
    .filter(Boolean)
    .join(" ");
  const remedy = remedyFor(code, status) ?? "";
  const more = moreInfo ? ` (${moreInfo})` : "";
  return `${what(request)} FAILED: ${reason}${more} ${remedy} Job ${job.id}. The next \`pulumi up\` submits it again.`.replace(
    / {2,}/g,
    " ",
  );
}

export function unfinishedText(request: ExportRequest, id: string, error: unknown): string {
  const go = `Job ${id} is kept in state; the next \`pulumi up\` goes on waiting for it and submits nothing.`;
  if (error instanceof StillRunning) {
    return `${what(request)} is still ${error.job.state} and the time to wait (customTimeouts, default 24h) is up. ${go}`;
  }
  return `${what(request)} was started, then lost from sight: ${textOf(error)} ${go}`;
}
