import { importedName, isFolderLocation, isScattered } from "../../model/import";
import { type PropertyMap, present } from "../../inputs/propertyMap";
import { isAliasAt } from "../../platform/api/alias";
import type { PlatformFile } from "../../platform/api/files";
import { warnIfFailedMeanwhile } from "../job/failedMeanwhile";
import { isAliasId, jobOuts, resultOf } from "../job/outputs";
import type { Call } from "../contract/resourceType";
import { orGone } from "../account/orGone";
import { inputsOfJob } from "./ofJob";
import { IMPORT_FLOW, importedFile, importIn, importInputsAmong } from "./state";
import { session, type Session } from "../account/session";
import { warn } from "../engine/status";

type Urn = string | undefined;

type State = { outs: PropertyMap; inputs: PropertyMap } | undefined;

/**
 * The alias's current state, or the job's as long as it hasn't ended. Undefined: the job disappeared before it ended, or
 * the alias was deleted, so that the next `up` imports the object again.
 */
export async function readImport(
  id: string,
  olds: PropertyMap,
  isGet: boolean,
  { urn }: Call,
): Promise<State> {
  const account = session();
  if (isGet && isAliasId(id))
    throw new Error(`${id} denotes an alias without a known job; give an import job's id`);
  if (isAliasId(id) || olds["state"] === "COMPLETED") return withDrift(account, urn, olds);
  const job = await orGone(account.imports.get(id));
  if (!job) return undefined;
  const inputs = isGet ? await inputsOfJob(account, job) : importInputsAmong(olds);
  const outs = { ...inputs, ...jobOuts(job) };
  if (!isGet) warnIfFailedMeanwhile(IMPORT_FLOW.what(importIn(olds)), IMPORT_FLOW.work, olds, job, urn);
  if (job.state !== "COMPLETED") return { outs: isGet ? outs : { ...olds, ...present(outs, true) }, inputs };
  return withDrift(account, urn, await IMPORT_FLOW.completed(account, outs));
}

/** Drift shows in the inputs: another name, another project or folder, another object. */
async function withDrift(account: Session, urn: Urn, outs: PropertyMap): Promise<State> {
  const id = importedFile(outs);
  // If the platform shows no result, there is nothing to check.
  if (id === undefined) return { outs, inputs: importInputsAmong(outs) };
  const file = await orGone(account.file(id));
  if (!file) return undefined;
  const { source, destination } = importIn(outs);
  const isFolder = isFolderLocation(source.location);
  const now = {
    ...outs,
    result: resultOf(file),
    source: isFolder ? source : sourceNow(file, outs, urn),
    destination: isScattered(importIn(outs)) ? destination : destinationNow(file, outs),
  };
  return { outs: now, inputs: importInputsAmong(now) };
}

function sourceNow(file: PlatformFile, outs: PropertyMap, urn: Urn): PropertyMap {
  const { source } = importIn(outs);
  if (isAliasAt(file, source)) return source;
  const { type, volume, location } = file.storage ?? {};
  if (type === "VOLUME" && volume !== undefined && location !== undefined) return { volume, location };
  warn(`file ${file.id} is no longer an alias of ${source.volume}/${source.location}.`, urn);
  return source;
}

function destinationNow(file: PlatformFile, outs: PropertyMap): PropertyMap {
  const { source, destination, autorename } = importIn(outs);
  const { project, parent } = destination;
  const isRenamed = file.name !== importedName({ source, destination });
  return {
    ...destination,
    ...(project !== undefined && file.project !== undefined && { project: file.project }),
    ...(parent !== undefined && file.parent !== undefined && { parent: file.parent }),
    // With autorename the platform itself may choose another name.
    ...(isRenamed && !autorename && file.name !== "" && { name: file.name }),
  };
}
