import type { BucketRights } from "../world/buckets";
import type { VolumeRecord } from "../world/records";

/** The error for each missing permission (documented: api-status-codes; their order is not). */
const CHECKS: ReadonlyArray<readonly [right: keyof BucketRights, code: number, who: Concerned]> = [
  ["exists", 9200, "all"],
  ["accessKey", 9201, "keys"],
  ["secretKey", 9202, "keys"],
  ["role", 9203, "role"],
  ["list", 9204, "all"],
  ["get", 9205, "all"],
  ["getAcl", 9207, "all"],
  ["put", 9206, "writers"],
  ["getFromPlatform", 9208, "writers"],
  ["writableRegion", 9209, "writers"],
  ["read", 9001, "all"],
  ["write", 9002, "writers"],
];

type Concerned = "all" | "keys" | "role" | "writers";

function concerns(who: Concerned, { accessMode, service }: VolumeRecord): boolean {
  if (who === "writers") return accessMode === "RW";
  if (who === "keys") return service.credentials["access_key_id"] !== undefined;
  return who === "all" || service.credentials["role_arn"] !== undefined;
}

/** The code of the first problem with a volume on this bucket. */
export function refusalOfBucket(rights: BucketRights, volume: VolumeRecord): number | undefined {
  return CHECKS.find(([right, , who]) => !rights[right] && concerns(who, volume))?.[1];
}
