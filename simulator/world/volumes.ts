import { ApiError } from "../errors";
import type { Switches } from "../switches";
import { type Bucket, Buckets } from "./buckets";
import type { MemberRecord, ObjectRecord, VolumePermissions, VolumeRecord } from "./records";

/** All volumes, and the buckets behind them. */
export class Volumes {
  readonly buckets = new Buckets();
  readonly #byId = new Map<string, VolumeRecord>();
  readonly #switches: Switches;

  constructor(switches: Switches) {
    this.#switches = switches;
  }

  get(id: string): VolumeRecord | undefined {
    return this.#byId.get(id);
  }

  all(): VolumeRecord[] {
    return [...this.#byId.values()];
  }

  add(volume: VolumeRecord): VolumeRecord {
    if (this.#byId.has(volume.id)) throw new ApiError(9010);
    this.#byId.set(volume.id, volume);
    return volume;
  }

  remove(volume: VolumeRecord): void {
    this.#byId.delete(volume.id);
  }

  bucketOf(volume: VolumeRecord): Bucket {
    return this.buckets.get(volume.service.type, volume.service.bucket);
  }

  /** The object's key in the bucket (how it is joined is not documented: switches keyJoin and leadingSlash). */
  keyOf(volume: VolumeRecord, location: string): string {
    const stripped = this.#switches.leadingSlash === "strip" ? location.replace(/^\/+/, "") : location;
    return keyBase(volume, this.#switches) + stripped;
  }

  object(volume: VolumeRecord, location: string): ObjectRecord | undefined {
    return this.bucketOf(volume).get(this.keyOf(volume, location));
  }
}

/** The prefix of all keys of a volume's objects. */
export function keyBase(
  { service: { prefix } }: VolumeRecord,
  { keyJoin }: Pick<Switches, "keyJoin">,
): string {
  return prefix !== "" && !prefix.endsWith("/") && keyJoin === "slash" ? `${prefix}/` : prefix;
}

/** The memberships of a user: the user's own entry, and those of teams and divisions. */
const membershipsOf = (volume: VolumeRecord, user: string): MemberRecord[] =>
  [...volume.members.values()].filter(({ username, group }) =>
    group ? group.users.has(user) : username === user,
  );

/**
 * Whether a user may do something; the owner may do everything, and `admin` includes the rest (documented:
 * manage-members). That permissions from several memberships add up is not documented.
 */
export function mayOnVolume(volume: VolumeRecord, user: string, right: keyof VolumePermissions): boolean {
  if (volume.owner === user) return true;
  return membershipsOf(volume, user).some(({ permissions }) => permissions.admin || permissions[right]);
}

/** Whether a user sees the volume at all. */
export function seesVolume(volume: VolumeRecord, user: string): boolean {
  return volume.owner === user || membershipsOf(volume, user).length > 0;
}
