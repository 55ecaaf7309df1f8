import { StillRunning } from "../../jobs/poller";
import { PlaceTaken } from "../../jobs/submitter";
import { explain, isPlatformError, textOf } from "../../platform/errors/errors";
import type { Work } from "../../platform/errors/remedies";
import type { Job } from "../../platform/api/jobs";

/** For a FAILED job without an error. */
export const NO_REASON = { message: "the platform gave no reason" };

/**
 * Messages for jobs that don't complete: what happened, why, and what to do next.
 * `what` names the job, e.g. "export of file … to …".
 */

export function refusedText(what: string, error: unknown, note = ""): string {
  if (error instanceof PlaceTaken) return error.message;
  if (!isPlatformError(error)) return `${what}: ${textOf(error)}`;
  if (!error.outcomeUnknown) return `${what} was refused: ${error.message}${note}`;
  return (
    `${what}: no clear response from the platform (${error.message}), and no job was found. ` +
    `Nothing is kept in state; the next \`pulumi up\` looks for the job first, then submits again.`
  );
}

export function failedJobText(what: string, work: Work, { id, error = NO_REASON }: Job, note = ""): string {
  const more = error.moreInfo ? ` (${error.moreInfo})` : "";
  return `${what} FAILED: ${explain(error, work)}${more}${note} Job ${id}. The next \`pulumi up\` submits it again.`;
}

export function unfinishedText(what: string, id: string, error: unknown): string {
  const go = `Job ${id} is kept in state; the next \`pulumi up\` resumes waiting for it and submits nothing.`;
  if (error instanceof StillRunning) {
    return `${what} is still ${error.job.state}, and the timeout (customTimeouts, default 24h) has expired. ${go}`;
  }
  return `${what} was started, but its status could not be read: ${textOf(error)} ${go}`;
}
