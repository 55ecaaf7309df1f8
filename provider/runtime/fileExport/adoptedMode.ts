import { isAliasAt } from "../../platform/api/files";
import type { ExportInputs } from "./state";
import { orGone } from "../account/orGone";
import type { Session } from "../account/session";

type Asked = Pick<ExportInputs, "source" | "destination" | "copyOnly">;

/**
 * Why a finished job that this process didn't start isn't what was asked for; undefined if it is.
 * The platform doesn't tell whether a job moves or copies (copy_only isn't among a job's members), so the file is
 * looked at: an alias at the place means moved.
 */
export async function wrongModeText(
  account: Session,
  { source, destination, copyOnly }: Asked,
): Promise<string | undefined> {
  const file = await orGone(account.file(source.file));
  // Without it nothing tells any more.
  if (!file || isAliasAt(file, destination) !== copyOnly) return undefined;
  const where = `${destination.volume}/${destination.location}`;
  return copyOnly
    ? `file ${source.file} was moved to ${where} by an earlier export, so it can't be copied there (copyOnly: true). ` +
        `Set copyOnly: false to take the finished move as this resource.`
    : `file ${source.file} was copied to ${where} by an earlier export and is still on the platform, so it wasn't moved. ` +
        `Set copyOnly: true to take the finished copy as this resource, or choose another location for the move.`;
}
