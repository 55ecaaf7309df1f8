import type { ErrorBody } from "../errors";

/** Permissions on a volume: browse, import, export, manage (documented: list-members-of-a-volume). */
export interface VolumePermissions {
  read: boolean;
  copy: boolean;
  write: boolean;
  admin: boolean;
}

/** Somebody who may ask. */
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

/** Where the content of a file is: with the platform, or on a volume, which makes the file an alias. */
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
  /** What `storage` was before the last change, for answers that lag behind. */
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
  /** Members of one kind of service alone, such as azure's `storage_account`. */
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

/** A member of a volume: a user, team or division, with what it may do there. */
export interface MemberRecord {
  /** Of a group its id. */
  username: string;
  /** Where a team or division is the member. */
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

/** A job goes through them in this order, and ends in one of the last two. */
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
  /** Id and facts of the file in `result`. */
  result?: { id: string; name: string; project: string };
  /** Members as answers spell them, where that differs from what the job works with (switches …Echo, echoProperties). */
  shown?: Record<string, unknown>;
  /** What the unfinished job has a hold on: "volume:…", "move:…", "place:…". */
  claims: string[];
}

/** A file on its way to a volume. */
export interface ExportJob extends JobBase {
  kind: "export";
  source: { file: string };
  destination: { volume: string; location: string };
  copyOnly: boolean;
  properties: Record<string, unknown> | null;
}

/** An object on its way to become an alias. */
export interface ImportJob extends JobBase {
  kind: "import";
  source: { volume: string; location: string };
  destination: { project?: string; parent?: string; name?: string };
  autorename: boolean;
  preserveFolderStructure?: boolean;
  copyOnly: false;
  properties: Record<string, unknown> | null;
}

/** What was submitted, and how far it is. */
export type Job = ExportJob | ImportJob;

/** What a job works on, as handed to a `jobSeconds` function. */
export interface JobSubject {
  kind: Job["kind"];
  /** File id of an export; empty for an import. */
  id: string;
  name: string;
  size: number;
}
