import { isFolderLocation, isScattered } from "../../model/import";
import type { PropertyMap } from "../../inputs/propertyMap";
import { isAliasAt, isAliasBelow } from "../../platform/api/alias";
import type { PlatformFile } from "../../platform/api/files";
import { deleteFile } from "../../platform/api/fileWrites";
import { type ImportJob } from "../../platform/api/imports";
import { level, type Placed, type Start, walk } from "../../platform/api/tree";
import { isPlatformError } from "../../platform/errors/errors";
import { type Call, Unfinished } from "../contract/resourceType";
import { isAliasId, jobOuts } from "../job/outputs";
import { orGone } from "../account/orGone";
import { letGo, staysText } from "../engine/ownership";
import { IMPORT_FLOW, importedFile, importedThings, importIn, placeText } from "./state";
import { awaitEnd } from "../job/flow";
import { session, type Session } from "../account/session";
import { inform, warn } from "../engine/status";

/**
 * Removes an import's aliases from the project; the objects stay on their volume. Only files that are still aliases of what
 * was imported are removed; anything else at the destination stays.
 */
export async function deleteImport(id: string, olds: PropertyMap, call: Call): Promise<void> {
  const account = session();
  const { urn } = call;
  const outs = await completed(account, id, olds, call);
  if (!outs) return;
  const file = importedFile(outs);
  if (isScattered(importIn(outs))) {
    if (!stays(outs, urn)) await removeScattered(account, outs);
  } else if (file === undefined) return;
  else if (isFolderLocation(importIn(outs).source.location)) {
    if (!stays(outs, urn)) await removeFolder(account, file, outs, urn);
  } else await removeAlias(account, file, outs, urn);
}

type Urn = string | undefined;

/** The outputs once the job has ended; undefined if it had no result. */
async function completed(
  account: Session,
  id: string,
  olds: PropertyMap,
  call: Call,
): Promise<PropertyMap | undefined> {
  if (isAliasId(id) || olds["state"] === "COMPLETED") return olds;
  const job = await orGone(account.imports.get(id));
  if (!job) return undefined;
  // A running job would create its alias after the look-up.
  const last = await ended(account, job, olds, call);
  return last.state === "COMPLETED"
    ? IMPORT_FLOW.completed(account, { ...olds, ...jobOuts(last) })
    : undefined;
}

async function ended(account: Session, job: ImportJob, olds: PropertyMap, call: Call): Promise<ImportJob> {
  return awaitEnd(IMPORT_FLOW, account, job, olds, call).catch((error: unknown) => {
    const why =
      error instanceof Unfinished ? "it hasn't ended in time (customTimeouts.delete)" : String(error);
    throw new Error(
      `${IMPORT_FLOW.what(importIn(olds))} can be undone only after its job ${job.id} has ended: ${why}. Destroy again later.`,
    );
  });
}

async function removeAlias(account: Session, id: string, olds: PropertyMap, urn: Urn): Promise<void> {
  const { source } = importIn(olds);
  const file = await orGone(account.file(id));
  if (!file) return;
  if (!isAliasAt(file, source)) {
    const text = `${describe(file)} is no longer an alias of ${source.volume}/${source.location}; it stays.`;
    warn(text, urn);
  } else if (!stays(olds, urn)) await orGone(account.remove(id));
}

/** True if another resource now has what was imported; also informs the user. */
function stays(olds: PropertyMap, urn: Urn): boolean {
  const other = letGo(urn, importedThings(olds));
  if (other !== undefined) inform(staysText(`what was imported to ${placeText(importIn(olds))}`, other), urn);
  return other !== undefined;
}

const describe = ({ id, name }: PlatformFile): string => `file ${id} ("${name}")`;

/** Removes aliases that are directly in the destination, among other files. */
async function removeScattered(account: Session, olds: PropertyMap): Promise<void> {
  const { project, parent } = importIn(olds).destination;
  const start: Start = project === undefined ? { parent: parent ?? "", path: "" } : { project };
  await removeAliases(account, (await orGone(level(account.client, start))) ?? [], olds);
}

async function removeFolder(account: Session, id: string, olds: PropertyMap, urn: Urn): Promise<void> {
  const below = (await orGone(walk(account.client, { parent: id, path: "" }))) ?? [];
  await removeAliases(account, below, olds);
  // Deepest first, since only empty folders can be deleted.
  const folders = below.filter(({ file }) => file.type === "folder").reverse();
  for (const folder of [...folders.map(({ file }) => file.id), id]) await removeIfEmpty(account, folder, urn);
}

async function removeAliases(account: Session, among: readonly Placed[], olds: PropertyMap): Promise<void> {
  const { source } = importIn(olds);
  const aliases = among.filter(({ file }) => file.type !== "folder" && isAliasBelow(file, source));
  await Promise.all(aliases.map(({ file }) => orGone(account.remove(file.id))));
}

/** The code for "the folder isn't empty": https://docs.sevenbridges.com/reference/api-status-codes */
const NOT_EMPTY = 5021;

async function removeIfEmpty(account: Session, folder: string, urn: Urn): Promise<void> {
  try {
    await orGone(deleteFile(account.client, folder));
  } catch (error) {
    if (!isPlatformError(error) || error.code !== NOT_EMPTY) throw error;
    warn(`folder ${folder} contains files that weren't imported by this resource, so it stays.`, urn);
  }
}
