import { type ErrorBody, errorBody } from "../errors";
import type { ExportJob, FileRecord, VolumeRecord } from "../world/records";
import type { World } from "../world/world";

/** A failure ordered for a file's jobs. */
export interface OrderedFailure {
  error: ErrorBody;
  /** Fails after the object was written, instead of before. */
  afterWrite: boolean;
}

/** Writes the object and, in default mode, turns the file into an alias in the same step (documented: aliases). */
export function writeExport(
  world: World,
  job: ExportJob,
  at: number,
  { failure: ordered, bytes }: { failure?: OrderedFailure | undefined; bytes?: number | undefined },
): ErrorBody | undefined {
  const file = world.files.get(job.source.file);
  const volume = world.volumes.get(job.destination.volume);
  if (ordered && !ordered.afterWrite) return ordered.error;
  if (!volume) return errorBody(9104);
  if (!file) return world.switches.deletedSource === "fail" ? errorBody(9106) : undefined;
  const refusal = refusalOfWrite(world, volume, job, file);
  if (refusal) return refusal;
  if (!ordered || world.switches.failedJobLeavesObject)
    putObject(world, volume, job, { ...file, size: bytes ?? file.size }, at);
  if (!ordered) finish(world, job, file, at);
  return ordered?.error;
}

function finish(world: World, job: ExportJob, file: FileRecord, at: number): void {
  if (!job.copyOnly) world.files.setStorage(file, { type: "VOLUME", ...job.destination }, at);
  if (job.copyOnly && world.switches.copyOnlyResult === "absent") return;
  job.result = { id: file.id, name: file.name, project: file.project };
}

function refusalOfWrite(
  world: World,
  volume: VolumeRecord,
  job: ExportJob,
  file: FileRecord,
): ErrorBody | undefined {
  // Only if a second move of the same file was accepted (switch pendingMove): the first one took the content away.
  if (file.storage.type === "VOLUME") return errorBody(9006);
  if (volume.accessMode !== "RW") return errorBody(9101);
  const { exists, put, write } = world.volumes.bucketOf(volume).rights;
  if (!exists || !put || !write) return errorBody(9103);
  const isTaken = world.volumes.object(volume, job.destination.location) !== undefined;
  return isTaken && !job.overwrite ? errorBody(9107) : undefined;
}

function putObject(world: World, volume: VolumeRecord, job: ExportJob, file: FileRecord, at: number): void {
  const key = world.volumes.keyOf(volume, job.destination.location);
  const object = { key, size: file.size, file: file.id, properties: job.properties ?? {}, writtenAt: at };
  world.volumes.bucketOf(volume).put(object);
  world.mirror?.put(volume.service.bucket, key, file.size);
}
