import { z } from "zod";
import { EXPORT_SETTINGS } from "../../model/exportSettings";
import type { Destination, Export, ExportProperties } from "../../model/export";
import { type Job, jobApi, type JobApi, jobFromWire, jobShape } from "./jobs";
import { maybe } from "../http/lenient";
import { wireName } from "./wireName";

export interface ExportJob extends Job {
  source: { file: string };
  destination: Destination;
  /** The settings that the job shows; undefined if it shows none. */
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

/** The known settings among those of a job or a volume. */
export function propertiesFromWire(wire: unknown): ExportProperties {
  const shown = (wire ?? {}) as Record<string, unknown>;
  const entries = EXPORT_SETTINGS.map((name) => {
    const spelled = wireName(name);
    // The documentation's tables spell the member "…_Id", its samples "…_id".
    return [name, spelled in shown ? shown[spelled] : shown[spelled.replace(/_id$/, "_Id")]];
  });
  const isSetting = ([, value]: unknown[]) => typeof value === "string" || value === null;
  return Object.fromEntries(entries.filter(isSetting)) as ExportProperties;
}

/** Unset members are left out: how an empty `properties` affects the volume's defaults isn't documented. */
function toWire(request: Export) {
  const entries = Object.entries(request.properties ?? {}).filter(([, value]) => value !== undefined);
  const properties = Object.fromEntries(entries.map(([name, value]) => [wireName(name), value]));
  return {
    source: request.source,
    destination: request.destination,
    overwrite: request.overwrite,
    ...(entries.length > 0 && { properties }),
  };
}

/**
 * https://docs.sevenbridges.com/reference/start-an-export-job-v2, start-a-bulk-export-job, list-export-jobs-v2 and
 * get-details-of-an-export-job-v2.
 */
export const exportsApi: JobApi<Export, ExportJob> = jobApi({
  kind: "export",
  plural: "exports",
  idsKey: "export_ids",
  schema,
  toWire,
});
