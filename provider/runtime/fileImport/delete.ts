import type { Bag } from "../../inputs/validate";
import { isScattered } from "../../jobs/importKind";
import { isAliasAt, isAliasBelow, type PlatformFile } from "../../platform/api/files";
import { deleteFile } from "../../platform/api/fileWrites";
import { type ImportJob, isFolderLocation } from "../../platform/api/imports";
import { level, type Placed, type Start, walk } from "../../platform/api/tree";
import { isPlatformError } from "../../platform/errors/errors";
import { Unfinished } from "../boundary";
import { isAliasId, jobOuts } from "../fileExport/state";
import { orGone } from "../account/orGone";
import { letGo, staysText } from "../engine/ownership";
import {
  IMPORT_FLOW,
  importedFile,
  importedThings,
  importInputsOf,
  importRequestOf,
  placeText,
} from "./state";
import { waited } from "../job/flow";
import { session, type Session } from "../account/session";
import { inform, warn } from "../engine/status";
import { timeoutOf, urnOf } from "../engine/hiddenInputs";

/**
 * Takes the aliases of an import out of the project; the objects stay on their volume. Only what is still an alias of
 * what was imported goes; anything else that has come to that place stays.
 */
export async function deleteImport(id: string, olds: Bag): Promise<void> {
  const account = session();
  const outs = await completed(account, id, olds);
  if (!outs) return;
  const file = importedFile(outs);
  if (isScattered(importRequestOf(outs))) {
    if (!stays(outs)) await removeScattered(account, outs);
  } else if (file === undefined) return;
  else if (isFolderLocation(importInputsOf(outs).source.location)) {
    if (!stays(outs)) await removeFolder(account, file, outs);
  } else await removeAlias(account, file, outs);
}

/** The outputs once the job has ended; undefined if nothing came of it. */
async function completed(account: Session, id: string, olds: Bag): Promise<Bag | undefined> {
  if (isAliasId(id) || olds["state"] === "COMPLETED") return olds;
  const job = await orGone(account.imports.get(id));
  if (!job) return undefined;
  // One that still runs would make its alias after we had looked for it.
  const last = await ended(account, job, olds);
  return last.state === "COMPLETED"
    ? IMPORT_FLOW.completed(account, { ...olds, ...jobOuts(last) })
    : undefined;
}

async function ended(account: Session, job: ImportJob, olds: Bag): Promise<ImportJob> {
  const until = account.client.clock.now() + timeoutOf(olds, "delete");
  return waited(IMPORT_FLOW, account, job, olds, until).catch((error: unknown) => {
    const why =
      error instanceof Unfinished ? "it hasn't ended in time (customTimeouts.delete)" : String(error);
    throw new Error(
      `${IMPORT_FLOW.what(importRequestOf(olds))} can be undone only after its job ${job.id} has ended: ${why}. Destroy again later.`,
    );
  });
}

async function removeAlias(account: Session, id: string, olds: Bag): Promise<void> {
  const { source } = importInputsOf(olds);
  const file = await orGone(account.file(id));
  if (!file) return;
  if (!isAliasAt(file, source)) {
    const text = `${describe(file)} is no alias of ${source.volume}/${source.location} any more; it stays.`;
    warn(text, urnOf(olds));
  } else if (!stays(olds)) await orGone(account.remove(id));
}

/** True if another resource has what was imported; said then. */
function stays(olds: Bag): boolean {
  const other = letGo(urnOf(olds), importedThings(olds));
  if (other !== undefined)
    inform(staysText(`what was imported to ${placeText(importRequestOf(olds))}`, other), urnOf(olds));
  return other !== undefined;
}

const describe = ({ id, name }: PlatformFile): string => `file ${id} ("${name}")`;

/** Aliases that lie straight in the destination, among whatever else is there. */
async function removeScattered(account: Session, olds: Bag): Promise<void> {
  const { project, parent } = importInputsOf(olds).destination;
  const start: Start = project === undefined ? { parent: parent ?? "", path: "" } : { project };
  await removeAliases(account, (await orGone(level(account.client, start))) ?? [], olds);
}

async function removeFolder(account: Session, id: string, olds: Bag): Promise<void> {
  const below = (await orGone(walk(account.client, { parent: id, path: "" }))) ?? [];
  await removeAliases(account, below, olds);
  // The deepest first, as only empty ones can go.
  const folders = below.filter(({ file }) => file.type === "folder").reverse();
  for (const folder of [...folders.map(({ file }) => file.id), id])
    await removeIfEmpty(account, folder, olds);
}

async function removeAliases(account: Session, among: readonly Placed[], olds: Bag): Promise<void> {
  const { source } = importInputsOf(olds);
  const aliases = among.filter(({ file }) => file.type !== "folder" && isAliasBelow(file, source));
  await Promise.all(aliases.map(({ file }) => orGone(account.remove(file.id))));
}

/** Code of "the folder isn't empty" (page "API status codes"). */
const NOT_EMPTY = 5021;

async function removeIfEmpty(account: Session, folder: string, olds: Bag): Promise<void> {
  try {
    await orGone(deleteFile(account.client, folder));
  } catch (error) {
    if (!isPlatformError(error) || error.code !== NOT_EMPTY) throw error;
    warn(`folder ${folder} holds files that weren't imported by this resource, so it stays.`, urnOf(olds));
  }
}
