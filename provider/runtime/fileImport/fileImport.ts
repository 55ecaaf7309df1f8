import { importedName, isScattered } from "../../model/import";
import { fileImportInputs, normaliseFileImport } from "../../inputs/fileImport";
import type { PropertyMap } from "../../inputs/propertyMap";
import { validate } from "../../inputs/validate";
import { renameFile } from "../../platform/api/fileWrites";
import { isPlatformError, textOf } from "../../platform/errors/errors";
import { type ResourceType, Unfinished } from "../contract/resourceType";
import { isAliasId, resultOf } from "../job/outputs";
import { deleteImport } from "./delete";
import { diffFileImport } from "./diff";
import { readImport } from "./read";
import { IMPORT_FLOW, importedFile, importedThings, importIn, importOutputsOf, informOfFinds } from "./state";
import { resumeJob, startJob } from "../job/flow";
import { session, type Session } from "../account/session";

/** One import job and its alias: adopted or created, renamed in place, and removed on destroy. */
export const fileImport: ResourceType = {
  marker: "state",
  check: (news) => ({ inputs: normaliseFileImport(news), failures: validate(fileImportInputs, news) }),
  diff: diffFileImport,
  async create(inputs, call) {
    const started = await startJob(IMPORT_FLOW, session(), inputs, call);
    if (isAliasId(started.id)) informOfFinds();
    return started;
  },
  async update(id, olds, news, call) {
    const account = session();
    const isFinished = isAliasId(id) || olds["state"] === "COMPLETED";
    const outs = isFinished
      ? { ...news, ...importOutputsOf(olds) }
      : await resumeJob(IMPORT_FLOW, account, id, olds, news, call);
    return rename(account, id, olds, outs);
  },
  read: readImport,
  delete: deleteImport,
  things: (_id, props) => importedThings(props),
};

/** Renames the alias if its declared name has changed. */
async function rename(
  account: Session,
  id: string,
  olds: PropertyMap,
  outs: PropertyMap,
): Promise<PropertyMap> {
  const [before, now] = [importedName(importIn(olds)), importedName(importIn(outs))];
  const file = importedFile(outs);
  if (before === now || file === undefined || isScattered(importIn(outs))) return outs;
  try {
    return { ...outs, result: resultOf(await renameFile(account.client, file, now)) };
  } catch (error) {
    const reason = `renaming file ${file} to "${now}": ${whyNotRenamed(error)}`;
    throw new Unfinished(id, { ...outs, destination: olds["destination"] }, reason);
  }
}

/** That another file has the name already: https://docs.sevenbridges.com/reference/api-status-codes */
const NAME_IN_USE: readonly (number | undefined)[] = [5003, 9108];

function whyNotRenamed(error: unknown): string {
  if (!isPlatformError(error) || !NAME_IN_USE.includes(error.code)) return textOf(error);
  const { code, requestId } = error;
  return (
    `another file beside it has that name (code ${code}). Remove or rename that one, or give another destination.name; ` +
    `until then the file keeps its name.${requestId ? ` [request ${requestId}]` : ""}`
  );
}
