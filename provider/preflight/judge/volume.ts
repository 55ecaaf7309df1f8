import { explain, isPlatformError, type PlatformError } from "../../platform/errors/errors";
import type { PlatformFile } from "../../platform/api/files";
import { remedyFor } from "../../platform/errors/remedies";
import type { PlatformVolume } from "../../platform/api/volumes";

/** What the token's user may do with a volume: write for exports, copy for imports; absent: that can't be told. */
export interface Rights {
  write?: boolean;
  copy?: boolean;
}

/** A volume as looked up. */
export interface VolumeFacts {
  volume: PlatformVolume | PlatformError;
  rights: Rights;
}

/** Codes of the platform for what is foreseen here, so that the advice is the same as after a refusal. */
const NO_RIGHT = 9020;
const NOT_RW = 9026;
const OTHER_CLOUD = 9027;

/** Why nothing can be exported to this volume; undefined if nothing speaks against it. */
export function targetProblem(id: string, facts: VolumeFacts): string | undefined {
  const { volume, rights } = facts;
  const problem = useProblem(id, facts);
  if (problem !== undefined || isPlatformError(volume)) return problem;
  if (volume.accessMode && volume.accessMode.toUpperCase() !== "RW")
    return `${id} has accessMode ${volume.accessMode}. ${remedyFor(NOT_RW)}`;
  return rights.write === false ? `${id} may not be written to. ${remedyFor(NO_RIGHT)}` : undefined;
}

/** Why nothing can be imported from it. */
export const sourceProblem = (id: string, facts: VolumeFacts): string | undefined =>
  useProblem(id, facts) ??
  (facts.rights.copy === false ? `${id} may not be imported from. ${remedyFor(NO_RIGHT)}` : undefined);

function useProblem(id: string, { volume }: VolumeFacts): string | undefined {
  if (isPlatformError(volume)) {
    const { status, code, platformMessage } = volume;
    return volume.isTransient
      ? undefined
      : `${id} can't be used: ${explain({ status, code, message: platformMessage })}`;
  }
  return volume.active
    ? undefined
    : `${id} is inactive: nothing can be exported to it or imported, and its aliases can't be read. Activate it first.`;
}

/** The first part of the platform's region names ("aws:us-east-1"), by type of store. */
const CLOUDS: Readonly<Record<string, string>> = { s3: "aws", gcs: "google", azure: "azure", oss: "ali" };

/**
 * Why this file can't go to that volume: it lies in other clouds alone. The platform copies within one cloud and region
 * (its page "Start an export job"); a volume doesn't tell its region, and an S3 store with an address of its own not
 * even its cloud.
 */
export function cloudProblem(file: PlatformFile, { service }: PlatformVolume): string | undefined {
  const cloud = isAmazon(service) ? CLOUDS[service.type] : undefined;
  const regions = file.storage?.hostedOnLocations ?? [];
  if (!cloud || regions.length === 0 || regions.some((region) => region.startsWith(`${cloud}:`)))
    return undefined;
  return `the file lies in ${regions.join(", ")}, the volume's store is ${service.type}. ${remedyFor(OTHER_CLOUD)}`;
}

function isAmazon({ type, endpoint }: PlatformVolume["service"]): boolean {
  if (type !== "s3" || typeof endpoint !== "string") return true;
  return /(^|\.)amazonaws\.com(\.cn)?(:\d+)?\/?$/.test(endpoint);
}

/** CAVATICA's page says so; CGC's bulk page says so and its single page doesn't: the platform has the last word. */
const PLATFORMS_WITHOUT_GCS = /^(cavatica|cgc)-api\./;

/** What may go wrong with a volume, though nobody knows for sure. */
export function volumeDoubt(endpoint: string, { id, service }: PlatformVolume): string | undefined {
  if (service.type !== "gcs" || !PLATFORMS_WITHOUT_GCS.test(new URL(endpoint).hostname)) return undefined;
  return `${id} is on Google Cloud Storage, to which this platform's documentation says it doesn't export; the exports may be refused.`;
}
