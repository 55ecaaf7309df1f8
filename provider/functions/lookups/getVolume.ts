import { getVolumeArgs } from "../../inputs/lookups";
import { getVolume as fetchVolume, listVolumes, type PlatformVolume } from "../../platform/api/volumes";
import type { Lookups } from "../account";
import { type Look, NotThere } from "./look";

/** Arguments of `getVolume`: exactly one of `id` and `bucket`. */
export interface GetVolumeArgs {
  /** The volume's id, "owner/name". */
  id?: string | undefined;
  /** The bucket (on Azure, the container) that it mounts; fails if several volumes mount it. */
  bucket?: string | undefined;
}

/** A volume as the token's user sees it. */
export interface GetVolumeResult {
  /** "owner/name". */
  id: string;
  name: string;
  description?: string | undefined;
  /** "RW" or "RO"; exports need RW. */
  accessMode: string;
  /** Whether it is active; an inactive volume can be neither read nor written. */
  active: boolean;
  /** "s3", "gcs", "azure" or "oss". */
  type: string;
  /** The bucket; on Azure, the container. */
  bucket?: string | undefined;
  /** The start of all keys: locations are relative to it. Empty for the whole bucket. */
  prefix: string;
  /** ISO 8601, UTC. */
  createdOn?: string | undefined;
  /** ISO 8601, UTC. */
  modifiedOn?: string | undefined;
  /** Its address in the API. */
  href?: string | undefined;
}

export const look: Look<GetVolumeArgs, GetVolumeResult> = {
  name: "getVolume",
  schema: getVolumeArgs,
  what: ({ id, bucket }) => (id === undefined ? `a volume of bucket "${bucket}"` : `volume ${id}`),
  ask: async ({ client }, { id, bucket }) =>
    volumeInfo(id === undefined ? await ofBucket(client, bucket ?? "") : await fetchVolume(client, id)),
};

async function ofBucket(client: Lookups["client"], bucket: string): Promise<PlatformVolume> {
  const volumes = await listVolumes(client);
  const [first, ...more] = volumes.filter((volume) => bucketOf(volume) === bucket);
  if (!first) throw new NotThere(`none of the ${volumes.length} volumes that this token can see mounts it`);
  if (more.length === 0) return first;
  const all = [first, ...more].map(({ id, service }) => `${id} (prefix "${service.prefix ?? ""}")`);
  throw new Error(`${all.length} volumes mount it: ${all.join(", ")}. Give the id of one instead.`);
}

const bucketOf = ({ service }: PlatformVolume): string | undefined =>
  service.bucket ?? (service["container"] as string | undefined);

const volumeInfo = (volume: PlatformVolume): GetVolumeResult => {
  const { service, ...facts } = volume;
  return { ...facts, type: service.type, bucket: bucketOf(volume), prefix: service.prefix ?? "" };
};
