import { z } from "zod";
import { ApiError } from "../errors";
import type { ServiceType, VolumePermissions, VolumeRecord } from "../world/records";
import { mayOnVolume, seesVolume } from "../world/volumes";
import type { World } from "../world/world";
import { refusalOfBucket } from "./bucketAccess";
import { bodyOf, onceFor, parseBody } from "./shapes";
import { readService } from "./volumeService";

/** Up to 32 letters and digits, separated with single underscores (documented: api-status-codes, 9030). */
const NAME = /^(?=.{1,32}$)[A-Za-z0-9]+(_[A-Za-z0-9]+)*$/;

/** A volume that the user may see and, for changes, manage. */
export function visibleVolume(
  world: World,
  user: string,
  id: string,
  right?: keyof VolumePermissions,
): VolumeRecord {
  const volume = world.volumes.get(id);
  if (!volume) throw new ApiError(9007);
  if (!seesVolume(volume, user)) throw new ApiError(9020);
  if (right && !mayOnVolume(volume, user, right)) throw new ApiError(9020);
  return volume;
}

/** `access_mode` of a body (default not documented: switch defaultAccessMode). */
export function readAccessMode(world: World, given: string | undefined): "RW" | "RO" {
  const mode = given?.toUpperCase();
  if (mode === "RW" || mode === "RO") return mode;
  if (mode !== undefined) throw new ApiError(9011, "access_mode must be RW or RO.");
  if (world.switches.defaultAccessMode === "required") throw new ApiError(9015);
  return world.switches.defaultAccessMode;
}

const READ_ONLY: Readonly<Record<ServiceType, number>> = { oss: 9038, azure: 9039, gcs: 9057, s3: 9058 };

/** Some stores are always RO, per environment (documented: api-status-codes; switch readOnlyStores). */
export function checkMode(world: World, volume: VolumeRecord): void {
  const { type } = volume.service;
  if (volume.accessMode === "RW" && world.switches.readOnlyStores.includes(type))
    throw new ApiError(READ_ONLY[type]);
}

/** Creation tests the bucket with the credentials (documented: create-a-volume-v2). */
export function checkBucket(world: World, volume: VolumeRecord): void {
  const code = refusalOfBucket(world.volumes.bucketOf(volume).rights, volume);
  if (code !== undefined) throw new ApiError(code);
}

function checkTwin(world: World, volume: VolumeRecord): void {
  if (world.switches.sameBucketTwice === "allow") return;
  const login = JSON.stringify([volume.service.type, volume.service.bucket, volume.service.credentials]);
  const isTwin = ({ service }: VolumeRecord): boolean =>
    JSON.stringify([service.type, service.bucket, service.credentials]) === login;
  if (world.volumes.all().some(isTwin)) throw new ApiError(9002);
}

const createShape = onceFor((switches) =>
  bodyOf(
    {
      name: z.string().optional(),
      access_mode: z.string().optional(),
      description: z.string().nullish(),
      service: z.unknown().optional(),
    },
    switches,
  ),
);

/** Creates a volume of the user (documented: create-a-volume-v2). */
export function createVolume(world: World, user: string, body: unknown): VolumeRecord {
  const given = parseBody(createShape(world.switches), body);
  const name = given.name ?? "";
  if (name === "") throw new ApiError(9013);
  if (!NAME.test(name)) throw new ApiError(9030);
  if (given.service === undefined || given.service === null) throw new ApiError(9016);
  const now = world.now();
  const volume: VolumeRecord = {
    id: `${user}/${name}`,
    owner: user,
    name,
    description: given.description ?? "",
    accessMode: readAccessMode(world, given.access_mode),
    active: true,
    service: readService(given.service),
    region: undefined,
    members: new Map(),
    createdAt: now,
    modifiedAt: now,
  };
  if (world.volumes.get(volume.id)) throw new ApiError(9010);
  checkMode(world, volume);
  checkTwin(world, volume);
  checkBucket(world, volume);
  return world.volumes.add(volume);
}
