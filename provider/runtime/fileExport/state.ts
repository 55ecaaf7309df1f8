import type { PropertyMap } from "../../inputs/propertyMap";
import type { ExportProperties, ExportRequest } from "../../platform/api/exports";
import type { PlatformFile } from "../../platform/api/files";
import type { Job } from "../../platform/api/jobs";
import { objectUri } from "../../platform/api/volumes";
import { NO_REASON } from "../job/texts";
import type { Session } from "../account/session";

/** The inputs of a FileExport as checked. */
export interface ExportInputs {
  source: { file: string };
  destination: { volume: string; location: string };
  properties?: ExportProperties;
  overwrite: boolean;
  copyOnly: boolean;
}

export const inputsOf = (props: PropertyMap): ExportInputs => props as unknown as ExportInputs;

export const requestOf = (props: PropertyMap): ExportRequest => {
  const { source, destination, properties, overwrite } = inputsOf(props);
  return { source, destination, properties, overwrite };
};

const INPUT_KEYS = ["source", "destination", "properties", "overwrite", "copyOnly"];

/** The inputs among the outputs: every input is echoed, since delete, read and diff see nothing else. */
export const echoed = (outs: PropertyMap): PropertyMap =>
  Object.fromEntries(INPUT_KEYS.filter((key) => key in outs).map((key) => [key, outs[key]]));

/** What is kept of a job in state. */
export const jobOuts = (job: Job): PropertyMap => ({
  state: job.state,
  startedOn: job.startedOn,
  finishedOn: job.finishedOn,
  href: job.href,
  result: job.result && resultOf(job.result),
  error: job.state === "FAILED" ? (job.error ?? NO_REASON) : undefined,
});

export const resultOf = ({ id, name, project }: PlatformFile): PropertyMap => ({
  id,
  name: name || undefined,
  project,
});

/** Where the object lies in its store's own terms; without it if the volume can't be looked up just now. */
export async function uriOf(
  session: Session,
  destination: ExportInputs["destination"],
): Promise<string | undefined> {
  try {
    return objectUri((await session.volume(destination.volume)).service, destination.location);
  } catch {
    return undefined;
  }
}

/** An export whose effect is there though no job of it is known goes by its file. */
const ALIAS = "alias-";
export const aliasId = (file: string): string => ALIAS + file;
export const isAliasId = (id: string): boolean => id.startsWith(ALIAS);
