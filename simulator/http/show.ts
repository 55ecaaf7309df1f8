import type { Switches } from "../switches";
import { keyBase } from "../world/volumes";
import type {
  ExportJob,
  FileRecord,
  ImportJob,
  Job,
  JobState,
  ObjectRecord,
  ProjectRecord,
  Storage,
  VolumeRecord,
} from "../world/records";

type Json = Record<string, unknown>;

/** Members of a list item when `fields` isn't given (documented: list-export-jobs-v2 and its kin). */
export const stubs = {
  file: ["href", "id", "name", "project", "parent", "type"],
  volume: ["href", "id", "name"],
  job: ["href", "id", "state"],
  object: ["href", "location", "volume", "type"],
} as const;

/** ISO 8601, UTC, whole seconds. */
export const timeText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

export function showProject(project: ProjectRecord, base: string, switches: Switches): Json {
  return {
    href: `${base}/projects/${project.id}`,
    id: project.id,
    name: project.name,
    type: "v2",
    description: "",
    tags: [],
    settings: {},
    root_folder: project.rootFolder,
    created_by: project.owner,
    created_on: timeText(project.createdAt),
    modified_on: timeText(project.createdAt),
    ...(switches.projectRegionMember !== "" && { [switches.projectRegionMember]: "aws:us-east-1" }),
  };
}

function showStorage(storage: Storage, isArchived: boolean, switches: Switches): Json {
  if (storage.type === "VOLUME")
    return { ...storage, ...(switches.aliasHostedOn && { hosted_on_locations: ["aws:us-east-1"] }) };
  const { hostedOnLocations: shown } = switches;
  const isShown = shown === "all" || (shown === "active" && !isArchived);
  return isShown ? { ...storage } : { type: storage.type };
}

/** A file as of a given time: its storage may have changed since. */
export function showFile(file: FileRecord, base: string, switches: Switches, asOf: number): Json {
  const href = `${base}/files/${file.id}`;
  const common = { href, id: file.id, name: file.name, project: file.project, type: file.type };
  const rest = {
    parent: file.parent,
    created_on: timeText(file.createdAt),
    modified_on: timeText(file.modifiedAt),
  };
  if (file.type === "folder") return { ...common, ...rest };
  const before = file.storageBefore;
  const storage = before && before.changedAt > asOf ? before.storage : file.storage;
  return {
    ...common,
    ...rest,
    size: file.size,
    ...(switches.archivedMember !== "" && { [switches.archivedMember]: file.archived }),
    storage: showStorage(storage, file.archived, switches),
    origin: file.origin,
    tags: file.tags,
    metadata: file.metadata,
  };
}

/** The state of a job at a given time, for lists that lag behind; undefined before it was submitted. */
export function stateAt(job: Job, at: number): JobState | undefined {
  if (at < job.createdAt) return undefined;
  if (job.finishedAt !== undefined && job.finishedAt <= at) return job.state;
  return job.startedAt !== undefined && job.startedAt <= at ? "RUNNING" : "PENDING";
}

/** How a job ended, or nothing while it hasn't (switch finishedOnBeforeEnd). */
function showEnd(job: Job, isFinal: boolean, base: string, switches: Switches): Json {
  if (!isFinal) return switches.finishedOnBeforeEnd === "null" ? { finished_on: null } : {};
  return {
    ...(job.finishedAt !== undefined && { finished_on: timeText(job.finishedAt) }),
    ...(job.error && { error: job.error }),
    ...(job.result && { result: { href: `${base}/files/${job.result.id}`, ...job.result } }),
  };
}

/** A job as of a given time. */
export function showJob(job: Job, base: string, switches: Switches, asOf: number): Json {
  const state = stateAt(job, asOf) ?? job.state;
  const startedAt = switches.startedOn === "submission" ? job.createdAt : job.startedAt;
  return {
    href: `${base}/storage/${job.kind}s/${job.id}`,
    id: job.id,
    state,
    ...(job.kind === "export" ? exportPart(job, switches) : importPart(job)),
    overwrite: job.overwrite,
    ...(job.properties && { properties: job.properties }),
    ...job.shown,
    ...(startedAt !== undefined && { started_on: timeText(startedAt) }),
    ...showEnd(job, state === "COMPLETED" || state === "FAILED", base, switches),
  };
}

function exportPart(job: ExportJob, switches: Switches): Json {
  const { source, destination, copyOnly } = job;
  return { source, destination, ...(switches.echoCopyOnly && { copy_only: copyOnly }) };
}

function importPart(job: ImportJob): Json {
  const { source, destination, autorename, preserveFolderStructure } = job;
  const structure =
    preserveFolderStructure === undefined ? {} : { preserve_folder_structure: preserveFolderStructure };
  return { source, destination, autorename, ...structure };
}

const TYPE_IN_UPPER = { s3: "S3", gcs: "GCS", azure: "AZURE", oss: "OSS" } as const;

export function showServiceType({ service }: VolumeRecord, switches: Switches): string {
  if (switches.serviceTypeCase === "as-sent") return service.typeAsSent;
  return switches.serviceTypeCase === "upper" ? TYPE_IN_UPPER[service.type] : service.type;
}

/** An object's metadata as its store returns it (S3's shape is not documented: switch objectMetadata). */
function objectMetadata(volume: VolumeRecord, object: ObjectRecord, switches: Switches): Json {
  if (switches.objectMetadata === "none") return {};
  if (switches.objectMetadata === "size-only") return { size: object.size };
  const common = {
    size: object.size,
    etag: `"${object.key.length.toString(16)}-${object.size.toString(16)}"`,
  };
  if (volume.service.type !== "gcs") {
    return { ...common, last_modified: timeText(object.writtenAt), ...object.properties };
  }
  const { bucket } = volume.service;
  return { ...common, name: object.key, bucket, contentType: "application/octet-stream", generation: "1" };
}

export function showObject(
  volume: VolumeRecord,
  object: ObjectRecord,
  base: string,
  switches: Switches,
): Json {
  const location = object.key.slice(keyBase(volume, switches).length);
  return {
    href: `${base}/storage/volumes/${volume.id}/object?location=${encodeURIComponent(location)}`,
    location,
    volume: volume.id,
    type: showServiceType(volume, switches),
    metadata: objectMetadata(volume, object, switches),
  };
}
