import { z } from "zod";
import { type Client, segment } from "./client";
import { listWhole } from "./paging";
import { maybe, maybeFlag, maybeText } from "./maybe";

/** read: browse, copy: import, write: export, admin: manage, which contains the others. */
export interface VolumePermissions {
  read: boolean;
  copy: boolean;
  write: boolean;
  admin: boolean;
}

export interface VolumeMember {
  username: string;
  /** USER, TEAM or DIVISION. */
  type: string;
  permissions: VolumePermissions;
}

const memberSchema = z
  .looseObject({
    username: z.string().min(1),
    type: maybeText,
    permissions: maybe(
      z.looseObject({ read: maybeFlag, copy: maybeFlag, write: maybeFlag, admin: maybeFlag }),
    ),
  })
  .transform((wire): VolumeMember => ({
    username: wire.username,
    type: wire.type ?? "USER",
    permissions: {
      read: wire.permissions?.read ?? false,
      copy: wire.permissions?.copy ?? false,
      write: wire.permissions?.write ?? false,
      admin: wire.permissions?.admin ?? false,
    },
  }));

const path = (volume: string, username?: string): string =>
  `/storage/volumes/${segment(volume)}/members${username === undefined ? "" : `/${segment(username)}`}`;

/** A change of which nothing needs to be known but that it was made. */
const change = (client: Client, method: "POST" | "PATCH", path: string, body: object): Promise<unknown> =>
  client.call({ method, path, body, answer: z.unknown() });

/** Page "List members of a volume". */
export const listMembers = (client: Client, volume: string): Promise<VolumeMember[]> =>
  listWhole(client, { path: path(volume), item: memberSchema, key: (member) => member.username });

/** Page "Get details of a volume member"; 404 for who is none. */
export const getMember = (client: Client, volume: string, username: string): Promise<VolumeMember> =>
  client.call({ path: path(volume, username), answer: memberSchema });

/** Page "Add members to a volume". */
export const addMember = (
  client: Client,
  volume: string,
  username: string,
  permissions: VolumePermissions,
): Promise<unknown> => change(client, "POST", path(volume), { username, permissions, type: "USER" });

/** Page "Modify a volume member's permissions": what is sent is laid over what is there, so all four are sent. */
export const setPermissions = (
  client: Client,
  volume: string,
  username: string,
  permissions: VolumePermissions,
): Promise<unknown> => change(client, "PATCH", `${path(volume, username)}/permissions`, permissions);

/** Page "Remove members from a volume"; the answer has no body. */
export const removeMember = (client: Client, volume: string, username: string): Promise<unknown> =>
  client.call({
    method: "DELETE",
    path: path(volume, username),
    answer: z.unknown(),
    idempotent: false,
  });
