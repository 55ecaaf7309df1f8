import { z } from "zod";
import { ApiError, errorBody, refuse } from "../errors";
import type { MemberRecord, VolumePermissions, VolumeRecord } from "../world/records";
import { mayOnVolume, seesVolume } from "../world/volumes";
import type { World } from "../world/world";
import { bodyOf, parseBody, tolerantBoolean } from "./shapes";
import { checkCredentials, readService, shownCredentials } from "./volumeService";

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

function readAccessMode(world: World, given: string | undefined): "RW" | "RO" {
  const mode = given?.toUpperCase();
  if (mode === "RW" || mode === "RO") return mode;
  if (mode !== undefined) throw new ApiError(9011, "access_mode is RW or RO.");
  if (world.switches.defaultAccessMode === "required") throw new ApiError(9015);
  return world.switches.defaultAccessMode;
}

function checkMode(world: World, volume: VolumeRecord): void {
  if (volume.accessMode !== "RW") return;
  const { type } = volume.service;
  if (type === "gcs" && world.switches.gcsReadOnly) throw new ApiError(9057);
  if (type === "azure" || type === "oss") throw new ApiError(9011, `Volumes of type ${type} can only be RO.`);
}

/** Creation tries the bucket with the credentials (documented: create-a-volume-v2). */
function checkBucket(world: World, volume: VolumeRecord): void {
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

/** Creates a volume of the user (documented: create-a-volume-v2). */
export function createVolume(world: World, user: string, body: unknown): VolumeRecord {
  const shape = bodyOf(
    {
      name: z.string().optional(),
      access_mode: z.string().optional(),
      description: z.string().nullish(),
      service: z.unknown().optional(),
    },
    world.switches,
  );
  const given = parseBody(shape, body);
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

const FIXED = ["id", "name", "owner"] as const;
const FIXED_OF_SERVICE = [
  "type",
  "bucket",
  "prefix",
  "endpoint",
  "root_url",
  "container",
  "storage_account",
] as const;

const patchShape = z.looseObject({
  access_mode: z.string().optional(),
  description: z.string().nullish(),
  active: tolerantBoolean.optional(),
  service: z
    .looseObject({
      credentials: z.record(z.string(), z.string()).optional(),
      properties: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
});

type Patch = z.infer<typeof patchShape>;

/** Members that stay as they are may be repeated; changing them is refused (not documented: switch fixedMemberError). */
function checkFixed(world: World, volume: VolumeRecord, patch: Patch): void {
  const service = volume.service;
  const current: Record<string, unknown> = { ...service, ...service.extra, root_url: service.endpoint };
  current["container"] = service.bucket;
  const changed = [
    ...FIXED.filter((name) => patch[name] !== undefined && patch[name] !== volume[name]),
    ...FIXED_OF_SERVICE.filter((name) => {
      const value = patch.service?.[name];
      const same = name === "type" ? String(value).toLowerCase() === service.type : value === current[name];
      return value !== undefined && !same;
    }),
  ];
  if (changed.length > 0)
    refuse(world.switches.fixedMemberError, `${changed.join(", ")} can not be changed.`);
}

function applyService(volume: VolumeRecord, patch: Patch): void {
  const { credentials, properties } = patch.service ?? {};
  if (credentials) {
    checkCredentials(volume.service.type, credentials);
    volume.service.credentials = shownCredentials(credentials);
  }
  if (properties) volume.service.properties = { ...volume.service.properties, ...properties };
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
  checkFixed(world, volume, patch);
  if (patch.access_mode !== undefined) {
    const accessMode = readAccessMode(world, patch.access_mode);
    checkMode(world, { ...volume, accessMode });
    checkBucket(world, { ...volume, accessMode });
    volume.accessMode = accessMode;
  }
  applyService(volume, patch);
  if (typeof patch.description === "string") volume.description = patch.description;
  if (patch.active !== undefined) setActive(world, volume, patch.active, force);
  volume.modifiedAt = world.now();
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

/** Deletes a volume: inactive, and with no alias left (documented: deactivate-a-volume-1). The bucket stays. */
export function deleteVolume(world: World, user: string, id: string): void {
  const volume = visibleVolume(world, user, id, "admin");
  if (volume.active) refuse(world.switches.deleteActiveError, "Deactivate the volume first.");
  if (world.files.aliasesOf(volume.id) > 0) {
    refuse(world.switches.deleteAliasedError, "Files on the platform still refer to the volume.");
  }
  world.volumes.remove(volume);
}

const permissionsShape = z.object({
  read: tolerantBoolean.optional(),
  copy: tolerantBoolean.optional(),
  write: tolerantBoolean.optional(),
  admin: tolerantBoolean.optional(),
});

/** Lays given permissions over existing ones (documented: modify-a-volume-members-permissions). */
export function mergePermissions(base: VolumePermissions, given: unknown): VolumePermissions {
  const { read, copy, write, admin } = parseBody(permissionsShape, given);
  return {
    read: read ?? base.read,
    copy: copy ?? base.copy,
    write: write ?? base.write,
    admin: admin ?? base.admin,
  };
}

/** Adds a member (documented: add-members-to-a-volume). */
export function addMember(world: World, user: string, id: string, body: unknown): MemberRecord {
  const volume = visibleVolume(world, user, id, "admin");
  const shape = z.object({
    username: z.string().min(1),
    type: z.enum(["USER", "TEAM", "DIVISION"]).optional(),
    permissions: z.unknown(),
  });
  const given = parseBody(shape, body);
  const type = given.type ?? "USER";
  if (type === "USER" && !world.people.users.has(given.username)) throw new ApiError(9012);
  const none = { read: true, copy: false, write: false, admin: false };
  const member = { username: given.username, type, permissions: mergePermissions(none, given.permissions) };
  volume.members.set(member.username, member);
  return member;
}
