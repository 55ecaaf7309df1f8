import type { PropertyMap } from "../../inputs/propertyMap";
import type { Job } from "../../platform/api/jobs";
import type { Work } from "../../platform/errors/remedies";
import { warn } from "../engine/status";
import { failedJobText } from "./texts";

/** For a refresh: says why a job has FAILED that was left unfinished, before the next `up` submits it again. */
export function warnIfFailedMeanwhile(
  what: string,
  work: Work,
  olds: PropertyMap,
  job: Job,
  urn: string | undefined,
): void {
  if (job.state === "FAILED" && olds["state"] !== "FAILED") warn(failedJobText(what, work, job), urn);
}
