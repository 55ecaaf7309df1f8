import type { PlatformFile } from "./files";

type Shown = Pick<PlatformFile, "type" | "storage" | "archived">;

/** "probably": the platform doesn't say so outright, but shows the file as it shows archived ones. */
export type Archived = "yes" | "probably" | "no";

const isStored = ({ type, storage }: Shown): boolean => type !== "folder" && storage?.type === "PLATFORM";
const hasHosts = ({ storage }: Shown): boolean => (storage?.hostedOnLocations?.length ?? 0) > 0;

/** Whether files show where they are hosted: at least one does, none of those stored on the platform, or there are none. */
export function hostsShown(files: readonly Shown[]): boolean | undefined {
  if (files.some(hasHosts)) return true;
  return files.some(isStored) ? false : undefined;
}

/**
 * Tells which of some files that were looked up together are archived: certainly, where the platform says so (no page of
 * its API documents such a member); else probably, if a file lacks `hosted_on_locations` though others of them have it,
 * as its users have observed (Perl client Net-SB, "file_status"). Platforms that show no locations at all leave it open.
 *
 * @param shown whether the platform shows locations, where these files alone don't tell
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
