import { type Destination, type ExportSettings, settingsOver } from "../../model/export";
import type { BulkExportEntry, Defaults, ExportEntry, ProjectExportEntry } from "../schema/manifest";
import { SELECTION_KEYS, type SelectionKey } from "../schema/exports";
import type { Where, Written } from "./position";

/** What isn't given is left to the resource's defaults. */
type Settings = Partial<ExportSettings>;

export interface ExportModel extends Written, Settings {
  source: { file: string };
  /** A key below `volumes` or an id; "" if none is given. */
  destination: Destination;
}

/** One export among many. A table may name its file by path. */
export interface ExportItem extends Written, Settings {
  source: { file: string } | { project: string; path: string };
  destination: { volume?: string | undefined; location: string };
}

/** One export among many whose file's id is known. */
export type FileItem = ExportItem & { source: { file: string } };

export interface BulkExportModel extends Written, Settings {
  items: ExportItem[];
  volume?: string | undefined;
  prefix?: string | undefined;
  onFailure?: "fail" | "report" | undefined;
}

export interface ProjectExportModel extends Written, Settings, Pick<ProjectExportEntry, SelectionKey> {
  /** A key below `volumes` or an id; "" if none is given. */
  volume: string;
  prefix?: string | undefined;
  keepFolders?: boolean | undefined;
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
    ...settingsOver(entry, defaults),
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
    ...settingsOver(entry, defaults),
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
  { source, destination, ...settings }: NonNullable<BulkExportEntry["items"]>[number],
  where: Where,
): ExportItem {
  return {
    source,
    destination: { volume: destination.volume ?? undefined, location: destination.location },
    ...settingsOver(settings, {}),
    where,
  };
}

export function projectExportModel(
  entry: ProjectExportEntry,
  defaults: Defaults,
  where: Where,
): ProjectExportModel {
  const criteria = SELECTION_KEYS.map((key) => [key, entry[key]]);
  return {
    ...(Object.fromEntries(criteria) as Pick<ProjectExportEntry, SelectionKey>),
    ...settingsOver(entry, defaults),
    volume: entry.volume ?? defaults.volume ?? "",
    prefix: entry.prefix ?? defaults.prefix ?? undefined,
    keepFolders: entry.keepFolders ?? undefined,
    where,
  };
}
