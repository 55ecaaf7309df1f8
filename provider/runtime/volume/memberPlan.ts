import { isDeepStrictEqual } from "node:util";
import type { MemberType, VolumeMember, VolumePermissions } from "../../platform/api/volumeMembers";
import type { Member, Members } from "./state";

export interface MemberPlan {
  /** Carried out first: a member whose type changes must be removed before it is added. */
  remove: { name: string; member: VolumeMember }[];
  add: { name: string; type: MemberType; permissions: VolumePermissions }[];
  change: { name: string; member: VolumeMember; permissions: VolumePermissions }[];
}

const typeOf = ({ type = "USER" }: Member): MemberType => type;

const permissionsOf = ({ read, copy, write, admin }: VolumePermissions): VolumePermissions => ({
  read,
  copy,
  write,
  admin,
});

/** What a member may do: `admin` includes the others, whatever they are set to. */
const effective = (permissions: VolumePermissions): VolumePermissions =>
  permissions.admin ? { read: true, copy: true, write: true, admin: true } : permissionsOf(permissions);

const maySame = (one: VolumePermissions, other: VolumePermissions): boolean =>
  isDeepStrictEqual(effective(one), effective(other));

/** A declared name is a username, or a team's or division's id or name. */
export const isNamed = ({ username, id }: VolumeMember, name: string): boolean =>
  username === name || id === name;

const find = (found: readonly VolumeMember[], name: string, type: MemberType): VolumeMember | undefined =>
  found.find((member) => member.type === type && isNamed(member, name));

/** Which members to add, change and remove; members that were never declared are left alone. */
export function planMembers(before: Members, declared: Members, found: readonly VolumeMember[]): MemberPlan {
  const plan: MemberPlan = { remove: [], add: [], change: [] };
  // By identity, not by declared name: a team may now be declared by its name instead of its id.
  const kept = new Set<VolumeMember>();
  for (const [name, shall] of Object.entries(declared)) {
    const [type, permissions] = [typeOf(shall), permissionsOf(shall)];
    const member = find(found, name, type);
    if (member) kept.add(member);
    if (!member) plan.add.push({ name, type, permissions });
    else if (!maySame(member.permissions, permissions)) plan.change.push({ name, member, permissions });
  }
  for (const [name, was] of Object.entries(before)) {
    const member = find(found, name, typeOf(was));
    if (member && !kept.has(member)) plan.remove.push({ name, member });
  }
  return plan;
}

/**
 * The current state of the declared members: without those that are gone, with their actual permissions, and with their
 * type unless it is USER.
 */
export function membersNow(declared: Members, found: readonly VolumeMember[]): Members {
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, member]) => {
      const has = find(found, name, typeOf(member)) ?? found.find((other) => isNamed(other, name));
      if (!has) return [];
      const rights = maySame(has.permissions, member) ? permissionsOf(member) : has.permissions;
      return [[name, { ...rights, ...(has.type !== "USER" && { type: has.type as MemberType }) }] as const];
    }),
  );
}
