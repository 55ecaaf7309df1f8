import type { Placed } from "../platform/api/tree";

/** A file or folder as returned by look-ups. */
export interface FileInfo {
  id: string;
  name: string;
  /** The path below the project, e.g. "aligned/sample-1.cram"; without folders that the token's user can't see. */
  path: string;
  /** "file" or "folder". */
  type: string;
  /** Size in bytes; absent on folders. */
  size?: number | undefined;
  /** "owner/project". */
  project?: string | undefined;
  /** The id of the folder that contains it. */
  parent?: string | undefined;
  /**
   * Where its content is stored: `PLATFORM`, or `VOLUME` with `volume` and `location`; then the file is an alias, which
   * can't be exported. Absent on folders.
   */
  storage?: FileStorageInfo | undefined;
  /** The platform's metadata with its own keys, such as "sample_id". */
  metadata: Record<string, unknown>;
  tags: string[];
  /** The id of the task that created it. */
  task?: string | undefined;
  /** Ids of the index files that the platform associates with it. */
  secondaryFiles: string[];
  /**
   * Whether it was probably moved to cold storage: the platform shows no `hosted_on_locations` for it, though it does for
   * other files of the same look-up. An archived file must be restored before it can be exported.
   */
  archived: boolean;
  /** ISO 8601, UTC. */
  createdOn?: string | undefined;
  /** ISO 8601, UTC. */
  modifiedOn?: string | undefined;
  /** Its address in the API. */
  href?: string | undefined;
}

/** Where a file's content is stored. See https://docs.sevenbridges.com/reference/get-file-details. */
export interface FileStorageInfo {
  /** "PLATFORM" or "VOLUME". */
  type: string;
  /** "owner/name"; only on aliases. */
  volume?: string | undefined;
  /** The object's key below the volume's prefix; only on aliases. */
  location?: string | undefined;
  /** Clouds and regions, such as "aws:us-east-1". */
  hostedOnLocations?: string[] | undefined;
}

export const fileInfo = ({ file, path }: Placed): FileInfo => ({
  ...file,
  path,
  archived: file.archived ?? false,
});
