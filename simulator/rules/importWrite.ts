import { ApiError, type ErrorBody, errorBody } from "../errors";
import type { FileRecord, ImportJob, ObjectRecord, VolumeRecord } from "../world/records";
import type { World } from "../world/world";
import { importError } from "./importCodes";
import { sourceExists, targetFolder } from "./importChecks";

/** Creates the aliases of an import: nothing is copied (documented: start-an-import-job-v2). */
export function writeImport(world: World, job: ImportJob): ErrorBody | undefined {
  const volume = world.volumes.get(job.source.volume);
  if (!volume) return errorBody(9104);
  if (!world.volumes.bucketOf(volume).rights.read) return errorBody(9103);
  if (!sourceExists(world, volume, job.source.location))
    return importError(world.switches, "sourceMissing").body;
  try {
    const folder = targetFolder(world, job.user, job.destination);
    const result = job.source.location.endsWith("/")
      ? importFolder(world, volume, job, folder)
      : importObject(world, volume, job, folder, job.source.location, job.destination.name);
    job.result = { id: result.id, name: result.name, project: result.project };
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.body;
    throw error;
  }
}

const lastSegment = (location: string): string => location.replace(/\/+$/, "").split("/").at(-1) ?? location;

/** A free name in the folder: as requested, or prefixed with `_N_`, or after deleting the existing file. */
function freeName(world: World, job: ImportJob, folder: string, wanted: string): string {
  const existing = world.files.child(folder, wanted);
  if (!existing) return wanted;
  if (job.overwrite && existing.type === "file") {
    world.files.remove(existing);
    return wanted;
  }
  if (!job.autorename)
    throw importError(world.switches, existing.type === "folder" ? "folderExists" : "fileExists");
  let number = 1;
  while (world.files.child(folder, `_${number}_${wanted}`)) number++;
  return `_${number}_${wanted}`;
}

function importObject(
  world: World,
  volume: VolumeRecord,
  job: ImportJob,
  folder: string,
  location: string,
  name = lastSegment(location),
): FileRecord {
  const object = world.volumes.object(volume, location);
  const project = world.files.get(folder)?.project;
  if (!object || project === undefined) throw importError(world.switches, "sourceMissing");
  return world.addFile({
    name: freeName(world, job, folder, name),
    project,
    parent: folder,
    size: object.size,
    storage: { type: "VOLUME", volume: volume.id, location },
  });
}

/** A folder's objects, below their own folder unless the structure isn't kept. */
function importFolder(world: World, volume: VolumeRecord, job: ImportJob, folder: string): FileRecord {
  const base = world.volumes.keyOf(volume, job.source.location);
  const project = world.people.projects.get(world.files.get(folder)?.project ?? "");
  if (!project) throw new ApiError(9012);
  const target = job.preserveFolderStructure ? ownFolder(world, job, folder, project.id) : folder;
  for (const object of world.volumes.bucketOf(volume).below(base)) {
    if (!object.key.endsWith("/")) importBelow(world, volume, job, target, object, base);
  }
  const result = world.files.get(target);
  if (!result) throw importError(world.switches, "folderMissing");
  return result;
}

function ownFolder(world: World, job: ImportJob, folder: string, project: string): string {
  const wanted = job.destination.name ?? lastSegment(job.source.location);
  const existing = world.files.child(folder, wanted);
  if (existing?.type === "folder" && job.overwrite) return existing.id;
  const name = freeName(world, job, folder, wanted);
  return world.addFile({ name, type: "folder", project, parent: folder }).id;
}

function importBelow(
  world: World,
  volume: VolumeRecord,
  job: ImportJob,
  target: string,
  object: ObjectRecord,
  base: string,
): void {
  const path = object.key.slice(base.length).split("/");
  const name = path.pop() ?? "";
  const folder = job.preserveFolderStructure ? world.subfolder(target, path) : target;
  importObject(world, volume, job, folder, job.source.location + object.key.slice(base.length), name);
}
