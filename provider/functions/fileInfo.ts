import type { Placed } from "../platform/api/tree";

/** A file or folder as look-ups give it. */
export interface FileInfo {
  id: string;
  name: string;
  /** Below the project, e.g. "aligned/sample-1.cram"; as far as the token's user may see the folders above. */
  path: string;
  /** "file" or "folder". */
  type: string;
  /** Bytes; absent on folders. */
  size?: number | undefined;
  /** "owner/project". */
  project?: string | undefined;
  /** The id of the folder it lies in. */
  parent?: string | undefined;
  /**
   * Where its content lies: `PLATFORM`, or `VOLUME` with `volume` and `location`, and then the file is an alias, which
   * can't be exported (platform: "Get file details"). Absent on folders.
   */
  storage?: FileStorageInfo | undefined;
  /** As the platform has it, by its own keys, such as "sample_id". */
  metadata: Record<string, unknown>;
  tags: string[];
  /** The id of the task that made it. */
  task?: string | undefined;
  /** Ids of the index files that the platform records with it. */
  secondaryFiles: string[];
  /**
   * Moved to cold storage, as far as can be told: the platform shows no `hosted_on_locations` for it, though it does for
   * other files of the same look-up. It must be restored before it can be exported.
   */
  archived: boolean;
  /** ISO 8601, UTC. */
  createdOn?: string | undefined;
  /** ISO 8601, UTC. */
  modifiedOn?: string | undefined;
  /** Its address in the API. */
  href?: string | undefined;
}

/** Where a file's content lies. */
export interface FileStorageInfo {
  /** "PLATFORM" or "VOLUME". */
  type: string;
  /** "owner/name"; of an alias alone. */
  volume?: string | undefined;
  /** The object's key below the volume's prefix; of an alias alone. */
  location?: string | undefined;
  /** Clouds and regions, such as "aws:us-east-1". */
  hostedOnLocations?: string[] | undefined;
}

export const fileInfo = ({ file, path }: Placed): FileInfo => ({
  ...file,
  path,
  archived: file.archived ?? false,
});
