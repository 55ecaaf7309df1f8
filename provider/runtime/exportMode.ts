import { isAliasAt } from "../platform/files";
import type { ExportInputs } from "./exportState";
import type { Session } from "./session";

/**
 * The platform doesn't tell whether a job moves or copies (copy_only isn't among a job's members), so after an adopted
 * one the file is looked at: an alias at the place means moved.
 */
export async function refuseWrongMode(account: Session, inputs: ExportInputs): Promise<void> {
  const { source, destination, copyOnly } = inputs;
  const file = await account.file(source.file);
  const wasMoved = isAliasAt(file, destination);
  if (wasMoved !== copyOnly) return;
  const where = `${destination.volume}/${destination.location}`;
  throw new Error(
    copyOnly
      ? `file ${source.file} was moved to ${where} by an earlier export, so it can't be copied there (copyOnly: true). ` +
          `Set copyOnly: false to take the finished move as this resource.`
      : `file ${source.file} was copied to ${where} by an earlier export and is still on the platform, so it wasn't moved. ` +
          `Set copyOnly: true to take the finished copy as this resource, or choose another location for the move.`,
  );
}
