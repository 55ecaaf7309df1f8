import { isDeepStrictEqual } from "node:util";
import type { VolumeMember, VolumePermissions } from "../../platform/volumeMembers";
import type { Members } from "./state";

export interface MemberPlan {
  add: (readonly [username: string, permissions: VolumePermissions])[];
  change: (readonly [username: string, permissions: VolumePermissions])[];
  remove: string[];
}

/** What a user may do: `admin` contains the others, whatever is said of them. */
const effective = ({ read, copy, write, admin }: VolumePermissions): VolumePermissions =>
  admin ? { read: true, copy: true, write: true, admin } : { read, copy, write, admin };

const maySame = (one: VolumePermissions, other: VolumePermissions): boolean =>
  isDeepStrictEqual(effective(one), effective(other));

/** Who is to be added, changed and removed; members that were never declared are left alone. */
export function planMembers(before: Members, declared: Members, found: readonly VolumeMember[]): MemberPlan {
  const present = new Map(found.map(({ username, permissions }) => [username, permissions]));
  const wanted = Object.entries(declared);
  return {
    add: wanted.filter(([username]) => !present.has(username)),
    change: wanted.filter(([username, permissions]) => {
      const has = present.get(username);
      return has !== undefined && !maySame(has, permissions);
    }),
    remove: Object.keys(before).filter((username) => !(username in declared) && present.has(username)),
  };
}

/** The declared members as they are now: without those who are no longer there, and with the rights they have. */
export function membersNow(declared: Members, found: readonly VolumeMember[]): Members {
  const present = new Map(found.map(({ username, permissions }) => [username, permissions]));
  return Object.fromEntries(
    Object.entries(declared).flatMap(([username, permissions]) => {
      const has = present.get(username);
      if (!has) return [];
      return [[username, maySame(has, permissions) ? permissions : has] as const];
    }),
  );
}
