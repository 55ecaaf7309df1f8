import type { PropertyMap } from "../../inputs/propertyMap";
import type { PlatformFile } from "../../platform/api/files";
import type { Job } from "../../platform/api/jobs";
import { objectUri } from "../../platform/api/volumes";
import type { Session } from "../account/session";
import { NO_REASON } from "./texts";

/** What is kept of a job in state. */
export const jobOuts = (job: Job): PropertyMap => ({
  state: job.state,
  startedOn: job.startedOn,
  finishedOn: job.finishedOn,
  href: job.href,
  result: job.result && resultOf(job.result),
  ...(job.result?.size !== undefined && { size: job.result.size }),
  error: job.state === "FAILED" ? (job.error ?? NO_REASON) : undefined,
});

/** The file that shows that a job's work is done. */
export const resultOf = ({ id, name, project }: PlatformFile): PropertyMap => ({
  id,
  name: name || undefined,
  project,
});

/** Where the object is in its store's own terms; undefined if the volume can't be looked up just now. */
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

/** An export or import whose effect is there though no job of it is known goes by its file. */
const ALIAS = "alias-";
export const aliasId = (file: string): string => ALIAS + file;
export const isAliasId = (id: string): boolean => id.startsWith(ALIAS);
export const fileIn = (id: string): string => id.slice(ALIAS.length);
