import type { PropertyMap } from "../../inputs/propertyMap";
import type { Ending } from "../../jobs/follow";
import { StillRunning } from "../../jobs/poller";
import type { ErrorInfo, ItemResult } from "../../model/result";
import type { PlatformFile } from "../../platform/api/files";
import type { Job } from "../../platform/api/jobs";
import { isPlatformError, textOf } from "../../platform/errors/errors";
import { NO_REASON } from "../job/texts";

/** What is kept of a job's result: the id of an import's alias. */
export interface Keeps {
  file?: (result: PlatformFile) => string;
}

/** The items with their results, as state has them. */
export const linesOf = (outs: PropertyMap): string[] => (outs["jobs"] ?? []) as string[];

/** What an item's line stores about a job. */
export function resultOfJob(
  { id, state, startedOn, finishedOn, error, result }: Job,
  { file }: Keeps,
): ItemResult {
  return {
    job: id,
    state,
    startedOn,
    finishedOn,
    ...(result?.size !== undefined && { size: result.size }),
    error: state === "FAILED" ? (error ?? NO_REASON) : undefined,
    file: result && file?.(result),
  };
}

/** What an item's line stores about how its job ended. */
export function resultOfEnding<J extends Job>(ending: Ending<J>, keeps: Keeps): ItemResult {
  switch (ending.is) {
    case "refused":
      return { state: "FAILED", error: errorOf(ending.error) };
    case "inPlace":
      return { state: "COMPLETED", file: keeps.file?.(ending.file) };
    case "completed":
    case "failed":
      return resultOfJob(ending.job, keeps);
    case "objection":
      return { ...resultOfJob(ending.job, keeps), state: "FAILED", error: { message: ending.reason } };
    case "open": {
      const { id: job, state, startedOn } = ending.job;
      const isRunning = ending.error instanceof StillRunning;
      return { job, state, startedOn, error: isRunning ? undefined : errorOf(ending.error) };
    }
  }
}

export function errorOf(error: unknown): ErrorInfo {
  if (!isPlatformError(error)) return { message: textOf(error) };
  const { status, code, platformMessage, moreInfo } = error;
  return { status, code, message: platformMessage, moreInfo };
}
