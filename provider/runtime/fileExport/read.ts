import { type PropertyMap, present } from "../../inputs/propertyMap";
import { asShown, exportKey, isMove } from "../../model/export";
import { isVerified, type Verification } from "../../model/result";
import type { ExportJob } from "../../platform/api/exports";
import { isAliasAt } from "../../platform/api/alias";
import type { PlatformFile } from "../../platform/api/files";
import type { Call } from "../contract/resourceType";
import { warnIfFailedMeanwhile } from "../job/failedMeanwhile";
import { fileIn, isAliasId, jobOuts, resultOf, uriOf } from "../job/outputs";
import { exportIn, exportWhat, inputsAmong } from "./state";
import { driftText, isLostCopy, verifyExport } from "./verify";
import { orGone } from "../account/orGone";
import { session, type Session } from "../account/session";
import { informOnce, warn } from "../engine/status";

/** The job's current state, and whether the file is still where it was exported to. Undefined: the job is gone. */
export async function readExport(
  id: string,
  olds: PropertyMap,
  isGet: boolean,
  { urn }: Call,
): Promise<State> {
  const account = session();
  if (isAliasId(id)) return isGet ? existingAlias(account, id) : readAlias(account, id, olds, urn);
  const job = await orGone(account.exports.get(id));
  if (!job) return undefined;
  if (isGet) return existing(account, job);
  warnIfFailedMeanwhile(exportWhat(exportIn(olds)), "export", olds, job, urn);
  const outs = { ...olds, ...(await uriNow(account, olds)), ...present(jobOuts(job), true) };
  return withDrift(account, urn, { ...outs, error: job.state === "FAILED" ? outs["error"] : undefined });
}

/** For `FileExport.get`: everything comes from the job, except that the file shows whether it was moved or copied. */
async function existing(account: Session, job: ExportJob) {
  const file = await orGone(account.file(job.source.file));
  const isCopy = job.state === "COMPLETED" && file !== undefined && !isAliasAt(file, job.destination);
  const inputs = { ...asShown(job, isCopy) };
  const outs = { size: file?.size, ...jobOuts(job), uri: await uriOf(account, job.destination) };
  return { inputs, outs: { ...inputs, ...outs } };
}

/** The same for an export whose job isn't known: a move, whose alias shows where the object is. */
async function existingAlias(account: Session, id: string): Promise<State> {
  const file = await orGone(account.file(fileIn(id)));
  const { type, volume, location } = file?.storage ?? {};
  if (!file || type !== "VOLUME" || !volume || !location) return undefined;
  const destination = { volume, location };
  const inputs = { ...asShown({ source: { file: file.id }, destination }, false) };
  const uri = await uriOf(account, destination);
  return { inputs, outs: { ...inputs, state: "COMPLETED", result: resultOf(file), size: file.size, uri } };
}

/** The volume may use another bucket or prefix by now; if the URI can't be determined, or never was, it is left out. */
async function uriNow(account: Session, olds: PropertyMap): Promise<PropertyMap> {
  if (typeof olds["uri"] !== "string") return {};
  return present({ uri: await uriOf(account, exportIn(olds).destination) });
}

async function readAlias(account: Session, id: string, olds: PropertyMap, urn: Urn) {
  const file = await orGone(account.file(fileIn(id)));
  const outs = { ...olds, ...(await uriNow(account, olds)) };
  if (file) return withDrift(account, urn, { ...outs, result: resultOf(file) }, file);
  warn(`file ${fileIn(id)} is no longer on the platform; the exported object isn't affected.`, urn);
  return { outs: olds, inputs: inputsAmong(olds) };
}

type Urn = string | undefined;

type State = { outs: PropertyMap; inputs: PropertyMap } | undefined;

const unchanged = (outs: PropertyMap): State => ({ outs, inputs: inputsAmong(outs) });

/** A finished move leaves an alias at the destination; an alias elsewhere is drift, and shows in `destination`. */
async function withDrift(
  account: Session,
  urn: Urn,
  outs: PropertyMap,
  known?: PlatformFile,
): Promise<State> {
  const { source, destination } = exportIn(outs);
  if (outs["state"] !== "COMPLETED") return unchanged(outs);
  if (!isMove(outs)) return withObject(account, urn, outs);
  const file = known ?? (await orGone(account.file(source.file)));
  const at = file?.storage?.type === "VOLUME" ? file.storage : undefined;
  if (!file)
    warn(`file ${source.file} was deleted from its project; the exported object isn't affected.`, urn);
  if (!at?.volume || !at.location || isAliasAt(file!, destination)) return withObject(account, urn, outs);
  return unchanged({ ...outs, destination: { volume: at.volume, location: at.location } });
}

/** A copy's missing object can be exported again, so the resource is dropped from state; a move's can't. */
async function withObject(account: Session, urn: Urn, outs: PropertyMap): Promise<State> {
  const { source, destination } = exportIn(outs);
  if (outs["verify"] === true) return reverified(account, urn, outs);
  const { presence } = await account.objects.at(destination);
  if (presence === "unchecked") informOnce(UNCHECKED);
  if (presence !== "gone") return unchanged(outs);
  if (!isMove(outs)) return undefined;
  const message =
    `the object at ${exportKey({ destination })} is gone from its bucket, and file ${source.file} is an alias of it: ` +
    `its content is lost unless the bucket keeps old versions. Restore the object in the bucket.`;
  warn(message, urn);
  return unchanged({ ...outs, error: { status: 404, code: 9105, message } });
}

/** A verified export is verified again: a change since then is drift, which the next `up` handles. */
async function reverified(account: Session, urn: Urn, outs: PropertyMap): Promise<State> {
  const { verified: before, ...rest } = outs;
  const asked = exportIn(outs);
  const was = before as Verification | undefined;
  const now = await verifyExport(account, asked, outs["size"] as number | undefined, was);
  if (isLostCopy(asked, now)) return undefined;
  const text = driftText(asked, was, now);
  if (text !== undefined) warn(text, urn);
  return unchanged(isVerified(now) ? { ...rest, verified: now } : rest);
}

const UNCHECKED =
  "Not all exported objects were checked in their buckets, to save requests (or the bucket can't be browsed). " +
  "To check all: pulumi config set cavatica:objectChecks all";
