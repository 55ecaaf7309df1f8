import { z } from "zod";
import { ApiError } from "../errors";
import type { VolumePermissions, VolumeRecord } from "../world/records";
import { mayOnVolume, seesVolume } from "../world/volumes";
import type { World } from "../world/world";
import { bodyOf, onceFor, parseBody } from "./shapes";
import { readService } from "./volumeService";

const NAME = /^[A-Za-z0-9_]{3,32}$/;

/** A volume the user may see, and for changes manage. */
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
  if (mode !== undefined) throw new ApiError(9011, "access_mode is RW or RO.");
  if (world.switches.defaultAccessMode === "required") throw new ApiError(9015);
  return world.switches.defaultAccessMode;
}

/** Some stores are only ever RO (documented: create-a-volume-microsoft-azure). */
export function checkMode(world: World, volume: VolumeRecord): void {
  if (volume.accessMode !== "RW") return;
  const { type } = volume.service;
  if (type === "gcs" && world.switches.gcsReadOnly) throw new ApiError(9057);
  if (type === "azure" || type === "oss") throw new ApiError(9011, `Volumes of type ${type} can only be RO.`);
}

/** Creation tries the bucket with the credentials (documented: create-a-volume-v2). */
export function checkBucket(world: World, volume: VolumeRecord): void {
  const { rights } = world.volumes.bucketOf(volume);
  if (!rights.read) throw new ApiError(9001);
  if (volume.accessMode === "RW" && !rights.write) throw new ApiError(9002);
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
  if (!NAME.test(name)) throw new ApiError(9014);
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
