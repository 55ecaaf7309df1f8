import { z } from "zod";
import { type Job, jobApi, type JobApi, jobFromWire, jobShape } from "./jobs";
import { maybe } from "../http/lenient";

/** Per-export settings of the store, S3 only. `null` is a value of its own: no encryption, no canned ACL. */
export interface ExportProperties {
  sseAlgorithm?: string | null;
  sseAwsKmsKeyId?: string | null;
  awsCannedAcl?: string | null;
  awsStorageClass?: string | null;
}

export interface ExportRequest {
  source: { file: string };
  /** `location` is the key below the volume's prefix. */
  destination: { volume: string; location: string };
  properties?: ExportProperties | undefined;
  /** The platform deletes an object that is there, then writes: not atomic. */
  overwrite?: boolean | undefined;
}

export interface ExportJob extends Job {
  source: { file: string };
  destination: { volume: string; location: string };
  /** What the job shows of its settings; undefined if it shows none. */
  properties?: ExportProperties | undefined;
}

const schema = z
  .looseObject({
    ...jobShape,
    source: z.looseObject({ file: z.string() }),
    destination: z.looseObject({ volume: z.string(), location: z.string() }),
    properties: maybe(z.record(z.string(), z.unknown())),
  })
  .transform((wire): ExportJob => ({
    ...jobFromWire(wire),
    source: { file: wire.source.file },
    destination: { volume: wire.destination.volume, location: wire.destination.location },
    properties: wire.properties && propertiesFromWire(wire.properties),
  }));

const WIRE_NAMES: Record<keyof ExportProperties, string> = {
  sseAlgorithm: "sse_algorithm",
  sseAwsKmsKeyId: "sse_aws_kms_key_id",
  awsCannedAcl: "aws_canned_acl",
  awsStorageClass: "aws_storage_class",
};

/** The settings we know among those of a job or a volume. */
export function propertiesFromWire(wire: unknown): ExportProperties {
  const shown = (wire ?? {}) as Record<string, unknown>;
  const entries = Object.entries(WIRE_NAMES).map(([name, wireName]) => [
    name,
    // Tables of the platform's pages spell the key's name "…_Id", their samples "…_id".
    wireName in shown ? shown[wireName] : shown[wireName.replace(/_id$/, "_Id")],
  ]);
  const isSetting = ([, value]: unknown[]) => typeof value === "string" || value === null;
  return Object.fromEntries(entries.filter(isSetting)) as ExportProperties;
}

/** The API's spelling of a setting that this version doesn't know. */
const wireName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Unset members stay out: what an empty `properties` does to the volume's defaults isn't documented. */
function toWire(request: ExportRequest) {
  const entries = Object.entries(request.properties ?? {}).filter(([, value]) => value !== undefined);
  const properties = Object.fromEntries(
    entries.map(([name, value]) => [WIRE_NAMES[name as keyof ExportProperties] ?? wireName(name), value]),
  );
  return {
    source: request.source,
    destination: request.destination,
    overwrite: request.overwrite ?? false,
    ...(entries.length > 0 && { properties }),
  };
}

/** Pages "Start an export job", "Start a bulk export job", "Get details of an export job", "List export jobs". */
export const exportsApi: JobApi<ExportRequest, ExportJob> = jobApi({
  kind: "export",
  plural: "exports",
  idsKey: "export_ids",
  schema,
  toWire,
});
