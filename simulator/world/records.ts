import type { ErrorBody } from "../errors";

/** Permissions on a volume: browse, import, export, manage (documented: list-members-of-a-volume). */
export interface VolumePermissions {
  read: boolean;
  copy: boolean;
  write: boolean;
  admin: boolean;
}

/** A user of the API. */
export interface UserRecord {
  username: string;
  token: string;
}

export interface ProjectRecord {
  id: string;
  name: string;
  owner: string;
  members: Set<string>;
  /** Id of the folder that holds the project's first level. */
  rootFolder: string;
  createdAt: number;
}

/** Where the content of a file is: on the platform, or on a volume, which makes the file an alias. */
export type Storage =
  { type: "PLATFORM"; hosted_on_locations: string[] } | { type: "VOLUME"; volume: string; location: string };

/** A file or folder of a project. */
export interface FileRecord {
  id: string;
  name: string;
  type: "file" | "folder";
  project: string;
  /** Id of the folder that holds it; undefined for a project's root folder. */
  parent: string | undefined;
  size: number;
  tags: string[];
  metadata: Record<string, unknown>;
  origin: { task?: string };
  storage: Storage;
  /** What `storage` was before the last change, for responses that lag behind. */
  storageBefore?: { storage: Storage; changedAt: number };
  secondaryFiles: string[];
  archived: boolean;
  public: boolean;
  drs: boolean;
  createdAt: number;
  modifiedAt: number;
}

/** The kinds of stores that volumes mount. */
export type ServiceType = "s3" | "gcs" | "azure" | "oss";

/** A volume's connection, without any secret: what can be shown. */
export interface VolumeService {
  type: ServiceType;
  typeAsSent: string;
  bucket: string;
  prefix: string;
  endpoint: string;
  credentials: Record<string, string>;
  properties: Record<string, unknown>;
  /** Members that belong to one kind of service, such as Azure's `storage_account`. */
  extra: Record<string, unknown>;
}

/** A team or a division of an enterprise. */
export interface GroupRecord {
  id: string;
  name: string;
  type: "TEAM" | "DIVISION";
  /** User names. */
  users: Set<string>;
}

/** A member of a volume: a user, team or division, with its permissions. */
export interface MemberRecord {
  /** For a group, its ID. */
  username: string;
  /** Set if the member is a team or division. */
  group?: GroupRecord;
  type: "USER" | "TEAM" | "DIVISION";
  permissions: VolumePermissions;
}

/** A volume. */
export interface VolumeRecord {
  id: string;
  owner: string;
  name: string;
  description: string;
  accessMode: "RW" | "RO";
  active: boolean;
  service: VolumeService;
  region: string | undefined;
  members: Map<string, MemberRecord>;
  createdAt: number;
  modifiedAt: number;
}

/** An object in a bucket. */
export interface ObjectRecord {
  key: string;
  size: number;
  /** Id of the platform file it was exported from. */
  file?: string;
  properties: Record<string, unknown>;
  writtenAt: number;
}

/** A job goes through these states in this order, and ends in one of the last two. */
export type JobState = "PENDING" | "RUNNING" | "COMPLETED" | "FAILED";

interface JobBase {
  id: string;
  /** Position in the order of submission. */
  seq: number;
  user: string;
  state: JobState;
  overwrite: boolean;
  createdAt: number;
  startedAt?: number;
  finishedAt?: number;
  error?: ErrorBody;
  /** ID and metadata of the file in `result`. */
  result?: { id: string; name: string; project: string };
  /** Members as responses spell them, if that differs from what the job uses (switches …Echo, echoProperties). */
  shown?: Record<string, unknown>;
  /** What the unfinished job has a claim on: "volume:…", "move:…", "place:…". */
  claims: string[];
}

/** A file to be exported to a volume. */
export interface ExportJob extends JobBase {
  kind: "export";
  source: { file: string };
  destination: { volume: string; location: string };
  copyOnly: boolean;
  properties: Record<string, unknown> | null;
}

/** An object to become an alias. */
export interface ImportJob extends JobBase {
  kind: "import";
  source: { volume: string; location: string };
  destination: { project?: string; parent?: string; name?: string };
  autorename: boolean;
  preserveFolderStructure?: boolean;
  copyOnly: false;
  properties: Record<string, unknown> | null;
}

/** What was submitted, and its progress. */
export type Job = ExportJob | ImportJob;

/** A job's subject, as passed to a `jobSeconds` function. */
export interface JobSubject {
  kind: Job["kind"];
  /** File id of an export; empty for an import. */
  id: string;
  name: string;
  size: number;
}
