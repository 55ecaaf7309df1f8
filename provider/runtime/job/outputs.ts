import type { PropertyMap } from "../../inputs/propertyMap";
import type { PlatformFile } from "../../platform/api/files";
import type { Job } from "../../platform/api/jobs";
import { objectUri } from "../../platform/api/volumes";
import type { Session } from "../account/session";
import { NO_REASON } from "./texts";

/** What state keeps of a job. */
export const jobOuts = (job: Job): PropertyMap => ({
  state: job.state,
  startedOn: job.startedOn,
  finishedOn: job.finishedOn,
  href: job.href,
  result: job.result && resultOf(job.result),
  ...(job.result?.size !== undefined && { size: job.result.size }),
  error: job.state === "FAILED" ? (job.error ?? NO_REASON) : undefined,
});

/** The output `result`, from the file that shows that a job's work is done. */
export const resultOf = ({ id, name, project }: PlatformFile): PropertyMap => ({
  id,
  name: name || undefined,
  project,
});

/** The object's URI in the storage's own scheme; undefined if the volume can't currently be looked up. */
export async function uriOf(
  session: Session,
  { volume, location }: { volume: string; location: string },
): Promise<string | undefined> {
  try {
    return objectUri((await session.volume(volume)).service, location);
  } catch {
    return undefined;
  }
}

/** The id of an export or import whose effect exists but whose job isn't known is made from the file's id. */
const ALIAS = "alias-";
export const aliasId = (file: string): string => ALIAS + file;
export const isAliasId = (id: string): boolean => id.startsWith(ALIAS);
export const fileIn = (id: string): string => id.slice(ALIAS.length);
