import { type Export, exportKey, type ExportProperties, isMove } from "../../model/export";
import { type ExportJob, propertiesFromWire } from "../../platform/api/exports";
import { isAliasAt } from "../../platform/api/alias";
import { orGone } from "../account/orGone";
import type { Session } from "../account/session";
import { differing, type Difference } from "./differingSettings";

/** Why a finished job that this process didn't start isn't what was requested; undefined if it is. */
export const objectionTo = async (
  account: Session,
  asked: Export,
  job: ExportJob,
): Promise<string | undefined> =>
  (await modeObjection(account, asked)) ?? (await settingsObjection(account, asked, job));

/**
 * The platform doesn't show whether a job moves or copies (copy_only isn't among a job's members), so the file decides: an
 * alias at the destination means that it was moved.
 */
async function modeObjection(account: Session, asked: Export): Promise<string | undefined> {
  const { source, destination } = asked;
  const file = await orGone(account.file(source.file));
  // Without the file it can no longer be determined.
  if (!file || isAliasAt(file, destination) === isMove(asked)) return undefined;
  return isMove(asked)
    ? `file ${source.file} was copied to ${exportKey(asked)} by an earlier export and is still on the platform, so it ` +
        `wasn't moved. Set copyOnly: true to adopt the finished copy, or choose another location for the move.`
    : `file ${source.file} was moved to ${exportKey(asked)} by an earlier export, so it can't be copied there ` +
        `(copyOnly: true). Set copyOnly: false to adopt the finished move.`;
}

/** The job may have written its object with other settings than those requested now; an object's settings can't be changed. */
async function settingsObjection(
  account: Session,
  asked: Export,
  job: ExportJob,
): Promise<string | undefined> {
  if (job.properties === undefined) return undefined;
  const { service } = await account.volume(asked.destination.volume);
  const volume: ExportProperties = propertiesFromWire(service["properties"]);
  const different = differing({ ...volume, ...asked.properties }, job.properties);
  return different.length > 0 ? settingsText(asked, job, different) : undefined;
}

function settingsText(asked: Export, job: ExportJob, different: Difference[]): string {
  const list = different.map(([name, now, then]) => `${name} ${now} (it had ${then})`).join(", ");
  const again = isMove(asked) ? "" : ", or overwrite: true to export it again";
  return (
    `properties: file ${asked.source.file} was exported to ${exportKey(asked)} by job ${job.id} ` +
    `of an earlier run, with other settings than now: ${list}. An object keeps the settings it was written with. ` +
    `Restore the properties to adopt the finished export${again}.`
  );
}
