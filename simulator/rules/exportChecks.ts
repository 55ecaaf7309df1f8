import { z } from "zod";
import { ApiError, refuse } from "../errors";
import type { Switches } from "../switches";
import type { ExportJob, FileRecord, ServiceType, VolumeRecord } from "../world/records";
import { mayOnVolume } from "../world/volumes";
import type { World } from "../world/world";
import { importError } from "./importCodes";
import { spellExport } from "./jobSpelling";
import { bodyOf, onceFor, parseBody, tolerantBoolean } from "./shapes";

const CANNED_ACLS = [
  "private",
  "public-read",
  "public-read-write",
  "aws-exec-read",
  "authenticated-read",
  "bucket-owner-read",
  "bucket-owner-full-control",
  "log-delivery-write",
];
const STORAGE_CLASSES = ["STANDARD", "GLACIER"];
const SSE_ALGORITHMS = ["AES256", "aws:kms"];

/** The cloud in the first part of a region, as in `hosted_on_locations`. */
const CLOUD_OF: Record<ServiceType, string> = { s3: "aws", gcs: "google", azure: "azure", oss: "ali" };

/** Body of one export (documented: start-an-export-job-v2). */
const exportShape = onceFor((switches) =>
  bodyOf(
    {
      source: bodyOf({ file: z.string().min(1) }, switches),
      destination: bodyOf({ volume: z.string().min(1), location: z.string() }, switches),
      overwrite: tolerantBoolean.optional(),
      properties: z.record(z.string(), z.unknown()).nullish(),
    },
    switches,
  ),
);

/** A volume as jobs need it: existing, visible with the permission, active. */
export function volumeForJob(world: World, user: string, id: string, right: "write" | "copy"): VolumeRecord {
  const volume = world.volumes.get(id);
  if (!volume) throw new ApiError(9007);
  if (!mayOnVolume(volume, user, right))
    throw right === "copy" ? importError(world.switches, "sourceForbidden") : new ApiError(9020);
  if (!volume.active) refuse(world.switches.inactiveVolumeError, "Volume is not active.");
  return volume;
}

function exportableFile(world: World, user: string, id: string): FileRecord {
  const file = world.files.get(id);
  if (!file) throw new ApiError(9009);
  if (!world.mayRead(user, file)) throw new ApiError(9004);
  if (file.type === "folder") refuse(world.switches.folderExportError, "Folders cannot be exported.");
  const moving = world.switches.pendingMove === "refuse" && world.jobs.isHeld(`move:${file.id}`);
  const unfit = file.storage.type === "VOLUME" || file.public || file.archived || file.drs || moving;
  if (unfit) throw new ApiError(9006);
  return file;
}

function checkPlace(world: World, file: FileRecord, volume: VolumeRecord, location: string): void {
  const regions = file.storage.type === "PLATFORM" ? file.storage.hosted_on_locations : [];
  const cloud = CLOUD_OF[volume.service.type];
  if (!regions.some((region) => region.startsWith(`${cloud}:`))) throw new ApiError(9027);
  const knownElsewhere = volume.region !== undefined && !regions.includes(volume.region);
  if (world.switches.regionCheck && knownElsewhere) {
    refuse(world.switches.regionMismatchError, "Export across regions is not supported.");
  }
  if (world.switches.leadingSlash === "refuse" && location.startsWith("/")) throw new ApiError(9011);
}

/** Refuses values that the store doesn't support; unknown keys pass (documented: get-details-of-an-export-job-v2). */
export function checkProperties(properties: Record<string, unknown>): void {
  const known = (key: string, values: readonly string[]): boolean => {
    const value = properties[key];
    return value === undefined || value === null || (typeof value === "string" && values.includes(value));
  };
  if (!known("aws_canned_acl", CANNED_ACLS)) throw new ApiError(9022);
  if (!known("sse_algorithm", SSE_ALGORITHMS)) throw new ApiError(9023);
  if (!known("aws_storage_class", STORAGE_CLASSES)) throw new ApiError(9024);
}

/** What an occupied location means: bucket and key, since two volumes may share a bucket. */
export function placeOf(world: World, volume: VolumeRecord, location: string): string {
  return `place:${volume.service.type}:${volume.service.bucket}/${world.volumes.keyOf(volume, location)}`;
}

function checkOccupied(world: World, volume: VolumeRecord, location: string): void {
  const { occupiedLocation, sameLocation } = world.switches;
  if (occupiedLocation === "submit" && world.volumes.object(volume, location)) throw new ApiError(9107);
  const wanted = sameLocation === "refuse" && world.jobs.isHeld(placeOf(world, volume, location));
  if (wanted) throw new ApiError(9107);
}

/**
 * Checks one export and creates its job, in the order: shape, volume, file, exportability, location, properties. The
 * order is not documented; it puts the checks first that are cheap for a server.
 */
export function submitExport(world: World, user: string, body: unknown, copyOnly: boolean): ExportJob {
  const given = parseBody(exportShape(world.switches), body);
  const { volume: volumeId, location } = given.destination;
  if (location === "") throw new ApiError(9018);
  if (location.endsWith("/")) throw new ApiError(9072);
  const volume = volumeForJob(world, user, volumeId, "write");
  if (volume.accessMode !== "RW") throw new ApiError(9026);
  const file = exportableFile(world, user, given.source.file);
  checkPlace(world, file, volume, location);
  if (given.properties) checkProperties(given.properties);
  if (given.overwrite !== true) checkOccupied(world, volume, location);
  const job: ExportJob = {
    ...world.newJob(user),
    kind: "export",
    source: { file: file.id },
    destination: { volume: volume.id, location },
    overwrite: given.overwrite ?? false,
    copyOnly,
    properties: jobProperties(world.switches, volume, given.properties ?? undefined),
    claims: [
      `volume:${volume.id}`,
      placeOf(world, volume, location),
      ...(copyOnly ? [] : [`move:${file.id}`]),
    ],
  };
  job.shown = spellExport(world, volume, job);
  world.jobs.submit(job);
  return job;
}

/** Properties that a job uses and shows (not documented: switches echoProperties, emptyProperties). */
function jobProperties(
  switches: Switches,
  volume: VolumeRecord,
  given: Record<string, unknown> | undefined,
): Record<string, unknown> | null {
  if (switches.echoProperties === "given") return given ?? null;
  const isEmpty = given !== undefined && Object.keys(given).length === 0;
  if (isEmpty && switches.emptyProperties === "cancel-defaults") return {};
  return { ...volume.service.properties, ...given };
}
