import { z } from "zod";
import type { Client } from "../http/client";
import { segment } from "../http/path";
import { listWhole } from "../http/paging";
import { maybe, maybeFlag, maybeText } from "../http/lenient";

/** read: browse, copy: import, write: export, admin: manage, which includes the others. */
export interface VolumePermissions {
  read: boolean;
  copy: boolean;
  write: boolean;
  admin: boolean;
}

/** On enterprise accounts, teams and whole divisions can be members: https://docs.sevenbridges.com/reference/add-members-of-an-enterprise-to-a-volume */
export type MemberType = "USER" | "TEAM" | "DIVISION";

export interface VolumeMember {
  username: string;
  /** A team's id is a UUID, a user's is the username. */
  id?: string | undefined;
  /** Usually one of MemberType. */
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

/** It isn't documented which member holds a team's name, so the first one present is used. */
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

/** In addresses, users are identified by name, teams and divisions by id. */
const keyOf = ({ username, id, type }: Pick<VolumeMember, "username" | "id" | "type">): string =>
  type === "USER" ? username : (id ?? username);

const path = (volume: string, key?: string): string =>
  `/storage/volumes/${segment(volume)}/members${key === undefined ? "" : `/${segment(key)}`}`;

/** A change whose response isn't needed. */
const change = (client: Client, method: "POST" | "PATCH", path: string, body: object): Promise<unknown> =>
  client.call({ method, path, body, answer: z.unknown() });

/** https://docs.sevenbridges.com/reference/list-members-of-a-volume */
export const listMembers = (client: Client, volume: string): Promise<VolumeMember[]> =>
  listWhole(client, {
    path: path(volume),
    item: memberSchema,
    key: (member) => `${member.type} ${keyOf(member)}`,
  });

/** https://docs.sevenbridges.com/reference/get-details-of-a-volume-member; 404 for anybody who isn't a member. */
export const getMember = (client: Client, volume: string, username: string): Promise<VolumeMember> =>
  client.call({ path: path(volume, username), answer: memberSchema });

/**
 * https://docs.sevenbridges.com/reference/add-members-to-a-volume and, for teams and divisions,
 * https://docs.sevenbridges.com/reference/add-members-of-an-enterprise-to-a-volume: that page has their id as `username`,
 * while the platform's Python client sends it as `id`, so both are sent.
 *
 * @param name username, or a team's or division's id
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
 * https://docs.sevenbridges.com/reference/modify-a-volume-members-permissions: what is sent is merged with the existing
 * permissions, so all four are sent, which replaces them. The platform's own clients do the same.
 */
export const setPermissions = (
  client: Client,
  volume: string,
  member: VolumeMember,
  { read, copy, write, admin }: VolumePermissions,
): Promise<unknown> =>
  change(client, "PATCH", `${path(volume, keyOf(member))}/permissions`, { read, copy, write, admin });

/** https://docs.cancergenomicscloud.org/reference/remove-members-from-a-volume; the response has no body. */
export const removeMember = (client: Client, volume: string, member: VolumeMember): Promise<unknown> =>
  client.call({
    method: "DELETE",
    path: path(volume, keyOf(member)),
    answer: z.unknown(),
    idempotent: false,
  });
