import { z } from "zod";
import { refuse } from "../errors";
import type { MemberRecord, VolumePermissions } from "../world/records";
import type { World } from "../world/world";
import { parseBody, tolerantBoolean } from "./shapes";
import { visibleVolume } from "./volumeRules";

const permissionsShape = z.object({
  read: tolerantBoolean.optional(),
  copy: tolerantBoolean.optional(),
  write: tolerantBoolean.optional(),
  admin: tolerantBoolean.optional(),
});

/** Merges given permissions into existing ones (documented: modify-a-volume-members-permissions). */
export function mergePermissions(base: VolumePermissions, given: unknown): VolumePermissions {
  const { read, copy, write, admin } = parseBody(permissionsShape, given);
  return {
    read: read ?? base.read,
    copy: copy ?? base.copy,
    write: write ?? base.write,
    admin: admin ?? base.admin,
  };
}

/** Replaces existing permissions with given ones (documented: overwrite-a-volume-members-permissions). */
export const overwritePermissions = (given: unknown): VolumePermissions =>
  mergePermissions({ read: false, copy: false, write: false, admin: false }, given);

/** Adds a member (documented: add-members-to-a-volume, add-members-of-an-enterprise-to-a-volume). */
export function addMember(world: World, user: string, id: string, body: unknown): MemberRecord {
  const volume = visibleVolume(world, user, id, "admin");
  const shape = z.object({
    username: z.string().min(1).optional(),
    // The Python client's alternative.
    id: z.string().min(1).optional(),
    type: z.enum(["USER", "TEAM", "DIVISION"]).optional(),
    permissions: z.unknown().optional(),
  });
  const given = parseBody(shape, body);
  const type = given.type ?? "USER";
  const username = given.username ?? given.id ?? "";
  const group = type === "USER" ? undefined : world.people.groups.get(username);
  if (type === "USER" ? !world.people.users.has(username) : group?.type !== type)
    refuse(world.switches.unknownUserError, "Requested user does not exist.");
  const none = { read: true, copy: false, write: false, admin: false };
  const permissions = mergePermissions(none, given.permissions);
  const member = { username, type, permissions, ...(group && { group }) };
  volume.members.set(member.username, member);
  return member;
}
