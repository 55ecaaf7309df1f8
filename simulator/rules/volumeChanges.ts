import { z } from "zod";
import { ApiError, errorBody, refuse } from "../errors";
import type { VolumeRecord, VolumeService } from "../world/records";
import type { World } from "../world/world";
import { parseBody, tolerantBoolean } from "./shapes";
import { checkBucket, checkMode, readAccessMode, visibleVolume } from "./volumeRules";
import { checkCredentials, shownCredentials } from "./volumeService";

const FIXED = ["id", "name", "owner"] as const;
const FIXED_OF_SERVICE = ["type", "container", "storage_account"] as const;
/** The volume's location in its store, and how the store is reached. */
const PLACE = ["bucket", "prefix", "endpoint", "root_url"] as const;

const patchShape = z.looseObject({
  access_mode: z.string().optional(),
  description: z.string().nullish(),
  active: tolerantBoolean.optional(),
  service: z
    .looseObject({
      bucket: z.string().min(1).optional(),
      prefix: z.string().nullish(),
      endpoint: z.string().optional(),
      root_url: z.string().optional(),
      credentials: z.record(z.string(), z.string()).optional(),
      properties: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
});

type Patch = z.infer<typeof patchShape>;

const fixedOfService = ({ switches }: World) =>
  switches.volumePlacePatch === "refuse" ? [...FIXED_OF_SERVICE, ...PLACE] : FIXED_OF_SERVICE;

/** Immutable members may be repeated unchanged; changing them is refused (not documented: switch fixedMemberError). */
function checkFixed(world: World, volume: VolumeRecord, patch: Patch): void {
  const service = volume.service;
  const current: Record<string, unknown> = { ...service, ...service.extra, root_url: service.endpoint };
  current["container"] = service.bucket;
  const changed = [
    ...FIXED.filter((name) => patch[name] !== undefined && patch[name] !== volume[name]),
    ...fixedOfService(world).filter((name) => {
      const value = patch.service?.[name];
      const same = name === "type" ? String(value).toLowerCase() === service.type : value === current[name];
      return value !== undefined && !same;
    }),
  ];
  if (changed.length > 0)
    refuse(world.switches.fixedMemberError, `${changed.join(", ")} can not be changed.`);
}

function checkPatch(world: World, volume: VolumeRecord, patch: Patch): void {
  checkFixed(world, volume, patch);
  const { credentials } = patch.service ?? {};
  if (credentials) checkCredentials(volume.service.type, loginOf(world, volume, credentials));
  const isReached =
    patch.access_mode !== undefined || PLACE.some((name) => patch.service?.[name] !== undefined);
  if (!isReached && !credentials) return;
  const changed = { ...volume, service: changedService(volume, patch) };
  if (patch.access_mode !== undefined) changed.accessMode = readAccessMode(world, patch.access_mode);
  checkMode(world, changed);
  checkBucket(world, changed);
}

/** The credentials after the change; for Azure only the secret can be new (documented: its own page). */
function loginOf(world: World, { service }: VolumeRecord, given: Record<string, string>) {
  if (service.type !== "azure" || world.switches.azureCredentialsPatch === "whole") return given;
  const others = Object.keys(given).filter((name) => name !== "client_secret");
  if (others.length > 0) throw new ApiError(9019, `credentials.${others[0]} can not be changed.`, 400);
  return { ...service.credentials, ...given };
}

/** The volume's location after the change; an Azure container stays. */
function changedPlace({ service }: VolumeRecord, given: NonNullable<Patch["service"]>) {
  const endpoint = service.type === "gcs" ? given.root_url : given.endpoint;
  return {
    bucket: (service.type === "azure" ? undefined : given.bucket) ?? service.bucket,
    prefix: given.prefix === undefined ? service.prefix : (given.prefix ?? ""),
    endpoint: endpoint ?? service.endpoint,
  };
}

function changedService(volume: VolumeRecord, { service: given }: Patch): VolumeService {
  const { service } = volume;
  if (!given) return service;
  const kept = service.type === "azure" ? service.credentials : {};
  const credentials = given.credentials && { ...kept, ...shownCredentials(given.credentials) };
  return {
    ...service,
    ...changedPlace(volume, given),
    credentials: credentials ?? service.credentials,
    properties: { ...service.properties, ...given.properties },
  };
}

function applyPatch(world: World, volume: VolumeRecord, patch: Patch): void {
  volume.service = changedService(volume, patch);
  if (patch.access_mode !== undefined) volume.accessMode = readAccessMode(world, patch.access_mode);
  if (typeof patch.description === "string") volume.description = patch.description;
  volume.modifiedAt = world.now();
}

/** Changes a volume (documented: update-a-volume-v2), `active` included (documented: deactivate-a-volume). */
export function patchVolume(
  world: World,
  user: string,
  id: string,
  body: unknown,
  force: boolean,
): VolumeRecord {
  const volume = visibleVolume(world, user, id, "admin");
  const patch = parseBody(patchShape, body);
  // All checks come first: a change that is partly refused must change nothing.
  checkPatch(world, volume, patch);
  if (patch.active !== undefined) setActive(world, volume, patch.active, force);
  applyPatch(world, volume, patch);
  return volume;
}

function setActive(world: World, volume: VolumeRecord, active: boolean, force: boolean): void {
  const running = active ? [] : world.jobs.holding(`volume:${volume.id}`);
  if (running.length > 0 && !force)
    refuse(world.switches.busyVolumeError, "Imports or exports are running on the volume.");
  const { status, code } = world.switches.forcedEndError;
  for (const job of running)
    world.jobs.kill(job, errorBody(code, "The volume was deactivated.", status), world.now());
  volume.active = active;
}

/**
 * Deletes a volume, which must be inactive and have no aliases (documented: deactivate-a-volume-1). The bucket stays.
 */
export function deleteVolume(world: World, user: string, id: string): void {
  const volume = visibleVolume(world, user, id, "admin");
  if (volume.active) refuse(world.switches.deleteActiveError, "Deactivate the volume first.");
  if (world.files.aliasesOf(volume.id) > 0) {
    refuse(world.switches.deleteAliasedError, "Files on the platform still refer to the volume.");
  }
  world.volumes.remove(volume);
}
