import type { PlatformFile } from "./files";

type Shown = Pick<PlatformFile, "type" | "storage" | "archived">;

/** "probably": the platform doesn't say so explicitly, but shows the file the way it shows archived ones. */
export type Archived = "yes" | "probably" | "no";

const isStored = ({ type, storage }: Shown): boolean => type !== "folder" && storage?.type === "PLATFORM";
const hasHosts = ({ storage }: Shown): boolean => (storage?.hostedOnLocations?.length ?? 0) > 0;

/** Whether files show where they are hosted: at least one does (true), none does (false), or none is stored on the platform (undefined). */
export function hostsShown(files: readonly Shown[]): boolean | undefined {
  if (files.some(hasHosts)) return true;
  return files.some(isStored) ? false : undefined;
}

/**
 * Determines which of the files that were looked up together are archived: certainly, if the platform says so (its API
 * documentation describes no such member); otherwise probably, if a file lacks `hosted_on_locations` though others have it,
 * as users have observed (Perl client Net-SB, "file_status"). It can't be determined on platforms that show no locations.
 *
 * @param shown whether the platform shows locations, if these files alone don't reveal it
 */
export function archivedAmong<F extends Shown>(
  files: readonly F[],
  shown = hostsShown(files) ?? false,
): (file: F) => Archived {
  return (file) => {
    if (file.archived !== undefined) return file.archived ? "yes" : "no";
    return shown && isStored(file) && !hasHosts(file) ? "probably" : "no";
  };
}
