import { z } from "zod";
import { ApiError } from "../errors";
import type { ImportJob, VolumeRecord } from "../world/records";
import type { World } from "../world/world";
import { volumeForJob } from "./exportChecks";
import { importError } from "./importCodes";
import { spellImport } from "./jobSpelling";
import { bodyOf, onceFor, parseBody, tolerantBoolean } from "./shapes";

/** Body of one import (documented: start-an-import-job-v2). */
const importShape = onceFor((switches) =>
  bodyOf(
    {
      source: bodyOf({ volume: z.string().min(1), location: z.string() }, switches),
      destination: bodyOf(
        { project: z.string().nullish(), parent: z.string().nullish(), name: z.string().nullish() },
        switches,
      ),
      overwrite: tolerantBoolean.optional(),
      autorename: tolerantBoolean.nullish(),
      preserve_folder_structure: tolerantBoolean.nullish(),
      properties: z.record(z.string(), z.unknown()).nullish(),
    },
    switches,
  ),
);

type Destination = ImportJob["destination"];

/** The destination folder of an import: exactly one of project and parent, writable by the user. */
export function targetFolder(world: World, user: string, to: Destination): string {
  if (to.project !== undefined && to.parent !== undefined)
    throw new ApiError(9011, "Give project or parent, not both.");
  if (to.project !== undefined) return world.people.project(user, to.project, 9012, 9003).rootFolder;
  if (to.parent === undefined) throw new ApiError(9011, "Either project or parent has to be given.");
  const folder = world.files.get(to.parent);
  if (!folder) throw importError(world.switches, "folderMissing");
  if (folder.type !== "folder") throw new ApiError(5022);
  world.people.project(user, folder.project, 9012, 9003);
  return folder.id;
}

/** Whether the volume has an object at the location, or anything below it if the location ends with a slash. */
export function sourceExists(world: World, volume: VolumeRecord, location: string): boolean {
  const bucket = world.volumes.bucketOf(volume);
  const key = world.volumes.keyOf(volume, location);
  return location.endsWith("/")
    ? bucket.level(key, 1).objects.length + bucket.level(key, 1).prefixes.length > 0
    : bucket.get(key) !== undefined;
}

function readDestination(given: { project?: unknown; parent?: unknown; name?: unknown }): Destination {
  const texts = Object.entries(given).filter(([, value]) => typeof value === "string" && value !== "");
  return Object.fromEntries(texts);
}

/** Checks one import and creates its job. */
export function submitImport(world: World, user: string, body: unknown): ImportJob {
  const given = parseBody(importShape(world.switches), body);
  const { volume: volumeId, location } = given.source;
  if (location === "") throw new ApiError(9018);
  const volume = volumeForJob(world, user, volumeId, "copy");
  const destination = readDestination(given.destination);
  targetFolder(world, user, destination);
  const isFolder = location.endsWith("/");
  // Documented: must not be used for a file.
  if (typeof given.preserve_folder_structure === "boolean" && !isFolder) throw new ApiError(9011);
  const isMissing = world.switches.missingImportSource === "submit" && !sourceExists(world, volume, location);
  if (isMissing) throw importError(world.switches, "sourceMissing");
  const job: ImportJob = {
    ...world.newJob(user),
    kind: "import",
    source: { volume: volume.id, location },
    destination,
    overwrite: given.overwrite ?? false,
    autorename: given.autorename ?? false,
    ...(isFolder && { preserveFolderStructure: given.preserve_folder_structure ?? true }),
    copyOnly: false,
    properties: given.properties ?? null,
    claims: [`volume:${volume.id}`],
  };
  job.shown = spellImport(world, job, given.preserve_folder_structure ?? undefined);
  world.jobs.submit(job);
  return job;
}
