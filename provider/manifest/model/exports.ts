import type { BulkExportEntry, Defaults, ExportEntry, ProjectExportEntry } from "../schema/manifest";
import type { SelectionKey } from "../schema/exports";
import type { Where, Written } from "./position";

type ExportProperties = NonNullable<ExportEntry["properties"]>;

export interface ExportModel extends Written {
  source: { file: string };
  /** A key below `volumes` or an id; "" if none is given. */
  destination: { volume: string; location: string };
  properties?: ExportProperties | undefined;
  overwrite?: boolean | undefined;
  copyOnly?: boolean | undefined;
}

/** One of many. A table may name a file by its path. */
export interface ExportItem extends Written {
  source: { file: string } | { project: string; path: string };
  destination: { volume?: string | undefined; location: string };
  properties?: ExportProperties | undefined;
  overwrite?: boolean | undefined;
}

/** One of many whose file is known. */
export type FileItem = ExportItem & { source: { file: string } };

export interface BulkExportModel extends Written {
  items: ExportItem[];
  volume?: string | undefined;
  prefix?: string | undefined;
  properties?: ExportProperties | undefined;
  overwrite?: boolean | undefined;
  copyOnly?: boolean | undefined;
  onFailure?: "fail" | "report" | undefined;
}

export interface ProjectExportModel extends Written, Pick<ProjectExportEntry, SelectionKey> {
  /** A key below `volumes` or an id; "" if none is given. */
  volume: string;
  prefix?: string | undefined;
  keepFolders?: boolean | undefined;
  properties?: ExportProperties | undefined;
  overwrite?: boolean | undefined;
  copyOnly?: boolean | undefined;
}

export function exportModel(entry: ExportEntry, defaults: Defaults, where: Where): ExportModel {
  const { source, destination } = entry;
  const prefix = entry.prefix ?? defaults.prefix ?? "";
  return {
    source,
    destination: {
      volume: destination.volume ?? defaults.volume ?? "",
      location: prefix + destination.location,
    },
    ...settingsOf(entry, defaults),
    where,
  };
}

export function bulkExportModel(
  entry: BulkExportEntry,
  defaults: Defaults,
  where: Where,
  listed: ExportItem[] | undefined,
): BulkExportModel {
  return {
    ...settingsOf(entry, defaults),
    prefix: entry.prefix ?? defaults.prefix ?? undefined,
    volume: entry.volume ?? defaults.volume ?? undefined,
    onFailure: entry.onFailure ?? undefined,
    where,
    items:
      listed ??
      (entry.items ?? []).map((item, i) => itemModel(item, (...part) => where("items", i, ...part))),
  };
}

function itemModel(
  { source, destination, overwrite, properties }: NonNullable<BulkExportEntry["items"]>[number],
  where: Where,
): ExportItem {
  return {
    source,
    destination: { volume: destination.volume ?? undefined, location: destination.location },
    overwrite: overwrite ?? undefined,
    properties: properties ?? undefined,
    where,
  };
}

export function projectExportModel(
  entry: ProjectExportEntry,
  defaults: Defaults,
  where: Where,
): ProjectExportModel {
  return {
    ...entry,
    ...settingsOf(entry, defaults),
    volume: entry.volume ?? defaults.volume ?? "",
    prefix: entry.prefix ?? defaults.prefix ?? undefined,
    keepFolders: entry.keepFolders ?? undefined,
    where,
  };
}

type Settings = Pick<Defaults, "copyOnly" | "overwrite" | "properties">;

/** Properties are laid over the defaults one by one, as a bulk export lays an item's over its own. */
function settingsOf(entry: Settings, defaults: Settings) {
  const properties = { ...defaults.properties, ...entry.properties };
  return {
    copyOnly: entry.copyOnly ?? defaults.copyOnly ?? undefined,
    overwrite: entry.overwrite ?? defaults.overwrite ?? undefined,
    properties: Object.keys(properties).length > 0 ? properties : undefined,
  };
}
