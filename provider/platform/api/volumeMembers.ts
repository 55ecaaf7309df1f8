import { z } from "zod";
import type { Client } from "../http/client";
import { segment } from "../http/path";
import { listWhole } from "../http/paging";
import { maybe, maybeFlag, maybeText } from "../http/lenient";

/** read: browse, copy: import, write: export, admin: manage, which contains the others. */
export interface VolumePermissions {
  read: boolean;
  copy: boolean;
  write: boolean;
  admin: boolean;
}

/** On enterprise accounts teams and whole divisions can be members (page "Add members of an Enterprise to a volume"). */
export type MemberType = "USER" | "TEAM" | "DIVISION";

export interface VolumeMember {
  username: string;
  /** A team's is a UUID; a user's is the user name. */
  id?: string | undefined;
  /** One of MemberType, as far as is known. */
  type: string;
  permissions: VolumePermissions;
}

const permissionsSchema = z
  .looseObject({ read: maybeFlag, copy: maybeFlag, write: maybeFlag, admin: maybeFlag })
  .transform(({ read = false, copy = false, write = false, admin = false }): VolumePermissions => ({
    read,
    copy,
    write,
    admin,
  }));
const NONE: VolumePermissions = { read: false, copy: false, write: false, admin: false };

/** In which member a team's name comes isn't said: whichever there is is taken. */
const nameOf = ({ username, name, id }: Record<"username" | "name" | "id", string | undefined>): string =>
  username || name || id || "";

const memberSchema = z
  .looseObject({
    username: maybeText,
    name: maybeText,
    id: maybeText,
    type: maybeText,
    permissions: maybe(permissionsSchema),
  })
  .refine((wire) => nameOf(wire) !== "", "a member without a name")
  .transform((wire): VolumeMember => ({
    username: nameOf(wire),
    id: wire.id || undefined,
    type: wire.type?.toUpperCase() || "USER",
    permissions: wire.permissions ?? NONE,
  }));

/** Users go by their names in addresses, teams and divisions by their ids. */
const keyOf = ({ username, id, type }: Pick<VolumeMember, "username" | "id" | "type">): string =>
  type === "USER" ? username : (id ?? username);

const path = (volume: string, key?: string): string =>
  `/storage/volumes/${segment(volume)}/members${key === undefined ? "" : `/${segment(key)}`}`;

/** A change of which nothing needs to be known but that it was made. */
const change = (client: Client, method: "POST" | "PATCH", path: string, body: object): Promise<unknown> =>
  client.call({ method, path, body, answer: z.unknown() });

/** Page "List members of a volume". */
export const listMembers = (client: Client, volume: string): Promise<VolumeMember[]> =>
  listWhole(client, {
    path: path(volume),
    item: memberSchema,
    key: (member) => `${member.type} ${keyOf(member)}`,
  });

/** Page "Get details of a volume member"; 404 for who is none. */
export const getMember = (client: Client, volume: string, username: string): Promise<VolumeMember> =>
  client.call({ path: path(volume, username), answer: memberSchema });

/**
 * Page "Add members to a volume", and of teams and divisions "Add members of an Enterprise to a volume": that has their id
 * as `username`, the platform's Python client sends it as `id`, so both are given.
 *
 * @param name user name, or a team's or division's id
 */
export const addMember = (
  client: Client,
  volume: string,
  name: string,
  type: MemberType,
  permissions: VolumePermissions,
): Promise<unknown> =>
  change(client, "POST", path(volume), {
    username: name,
    ...(type !== "USER" && { id: name }),
    permissions,
    type,
  });

/**
 * Page "Modify a volume member's permissions": what is sent is laid over what is there, so all four are sent, which is the
 * same as to replace them (PUT). The platform's own clients change permissions so.
 */
export const setPermissions = (
  client: Client,
  volume: string,
  member: VolumeMember,
  { read, copy, write, admin }: VolumePermissions,
): Promise<unknown> =>
  change(client, "PATCH", `${path(volume, keyOf(member))}/permissions`, { read, copy, write, admin });

/** Page "Remove members from a volume"; the answer has no body. */
export const removeMember = (client: Client, volume: string, member: VolumeMember): Promise<unknown> =>
  client.call({
    method: "DELETE",
    path: path(volume, keyOf(member)),
    answer: z.unknown(),
    idempotent: false,
  });
