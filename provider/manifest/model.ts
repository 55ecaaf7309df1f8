import type { Manifest } from "./schema";

/** What a manifest declares, with the defaults filled in: what the resources' arguments need and no more. */
export interface Model {
  exports: Record<string, ExportModel>;
}

export interface ExportModel {
  source: { file: string };
  destination: { volume: string; location: string };
  properties?: ExportProperties | undefined;
  overwrite?: boolean | undefined;
  copyOnly?: boolean | undefined;
}

type ExportEntry = NonNullable<Manifest["exports"]>[string];
type Defaults = NonNullable<Manifest["defaults"]>;
type ExportProperties = NonNullable<ExportEntry["properties"]>;

/** Fills defaults in. Total: a manifest without problems always makes a model. */
export function toModel(manifest: Manifest): Model {
  const defaults = manifest.defaults ?? {};
  return { exports: mapValues(manifest.exports, (entry) => toExport(entry, defaults)) };
}

function toExport(entry: ExportEntry, defaults: Defaults): ExportModel {
  const { source, destination } = entry;
  const prefix = entry.prefix ?? defaults.prefix ?? "";
  return {
    source,
    destination: {
      volume: destination.volume ?? defaults.volume ?? "",
      location: prefix + destination.location,
    },
    properties: entry.properties ?? defaults.properties ?? undefined,
    overwrite: entry.overwrite ?? defaults.overwrite ?? undefined,
    copyOnly: entry.copyOnly ?? defaults.copyOnly ?? undefined,
  };
}

const mapValues = <From, To>(
  record: Record<string, From> | null | undefined,
  change: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, change(value)]));
