import { explain, isPlatformError, type PlatformError } from "../../platform/errors/errors";
import type { PlatformFile } from "../../platform/api/files";
import { remedyFor } from "../../platform/errors/remedies";
import type { PlatformVolume } from "../../platform/api/volumes";

/** What the token's user may do with a volume: write for exports, copy for imports; absent if unknown. */
export interface Rights {
  write?: boolean;
  copy?: boolean;
}

/** A volume as looked up. */
export interface VolumeFacts {
  volume: PlatformVolume | PlatformError;
  rights: Rights;
}

/** The platform's codes for the problems predicted here, so that the advice is the same as after a refusal. */
const NO_RIGHT = 9020;
const NOT_RW = 9026;
const OTHER_CLOUD = 9027;

/** Why nothing can be exported to this volume; undefined if no reason is known. */
export function targetProblem(id: string, facts: VolumeFacts): string | undefined {
  const { volume, rights } = facts;
  const problem = useProblem(id, facts);
  if (problem !== undefined || isPlatformError(volume)) return problem;
  if (volume.accessMode && volume.accessMode.toUpperCase() !== "RW")
    return `${id} has accessMode ${volume.accessMode}. ${remedyFor(NOT_RW)}`;
  return rights.write === false
    ? `the token's user has no write permission on ${id}. ${remedyFor(NO_RIGHT)}`
    : undefined;
}

/** Why nothing can be imported from it. */
export const sourceProblem = (id: string, facts: VolumeFacts): string | undefined =>
  useProblem(id, facts) ??
  (facts.rights.copy === false
    ? `the token's user has no copy permission on ${id}. ${remedyFor(NO_RIGHT)}`
    : undefined);

function useProblem(id: string, { volume }: VolumeFacts): string | undefined {
  if (isPlatformError(volume)) {
    const { status, code, platformMessage } = volume;
    return volume.isTransient
      ? undefined
      : `${id} can't be used: ${explain({ status, code, message: platformMessage })}`;
  }
  return volume.active
    ? undefined
    : `${id} is inactive: nothing can be exported to or imported from it, and its aliases can't be read. Activate it first.`;
}

/** The first part of the platform's region names ("aws:us-east-1"), by type of storage. */
const CLOUDS: Readonly<Record<string, string>> = { s3: "aws", gcs: "google", azure: "azure", oss: "ali" };

/**
 * Why this file can't be exported to the volume: it is stored only on other clouds. The platform copies within one cloud and
 * region (https://docs.sevenbridges.com/reference/start-an-export-job-v2); a volume doesn't show its region, and S3 storage
 * with a custom endpoint doesn't even show its cloud.
 */
export function cloudProblem(file: PlatformFile, { service }: PlatformVolume): string | undefined {
  const cloud = isAmazon(service) ? CLOUDS[service.type] : undefined;
  const regions = file.storage?.hostedOnLocations ?? [];
  if (!cloud || regions.length === 0 || regions.some((region) => region.startsWith(`${cloud}:`)))
    return undefined;
  return `the file is stored in ${regions.join(", ")}, but the volume is on ${service.type}. ${remedyFor(OTHER_CLOUD)}`;
}

function isAmazon({ type, endpoint }: PlatformVolume["service"]): boolean {
  if (type !== "s3" || typeof endpoint !== "string") return true;
  return /(^|\.)amazonaws\.com(\.cn)?(:\d+)?\/?$/.test(endpoint);
}

/** According to https://docs.cavatica.org/reference/start-an-export-job-v2 and CGC's page on bulk exports. CGC's page on single exports doesn't say so, so it is only a warning. */
const PLATFORMS_WITHOUT_GCS = /^(cavatica|cgc)-api\./;

/** What may go wrong with a volume, though it isn't certain. */
export function volumeDoubt(endpoint: string, { id, service }: PlatformVolume): string | undefined {
  if (service.type !== "gcs" || !PLATFORMS_WITHOUT_GCS.test(new URL(endpoint).hostname)) return undefined;
  return `${id} is on Google Cloud Storage; according to its documentation, this platform doesn't export there, so the exports may be refused.`;
}
