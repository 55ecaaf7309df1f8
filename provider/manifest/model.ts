import type { Located } from "./located";
import type {
  BulkExportEntry,
  Defaults,
  ExportEntry,
  Manifest,
  ProjectExportEntry,
  VolumeEntry,
} from "./schema/manifest";
import type { Place } from "./source";

/** What a manifest declares, with the defaults filled in: the resources' arguments, and where each was written. */
export interface Model {
  volumes: Record<string, VolumeEntry>;
  exports: Record<string, ExportModel>;
  bulkExports: Record<string, BulkExportModel>;
  projectExports: Record<string, ProjectExportModel>;
}

/** The parts of an export that a problem may be about. */
export type Part = "file" | "path" | "volume" | "location";

interface Written {
  /** Where it, or a part of it, stands. Found when asked for. */
  where: (part?: Part) => Place;
}

export interface ExportModel extends Written {
  source: { file: string };
  /** A key below `volumes` or an id; "" if none is given. */
  destination: { volume: string; location: string };
  properties?: ExportProperties | undefined;
  overwrite?: boolean | undefined;
  copyOnly?: boolean | undefined;
}

/** One of many. A table may name a file by its path. */
export interface ItemModel extends Written {
  source: { file: string } | { project: string; path: string };
  destination: { volume?: string | undefined; location: string };
  properties?: ExportProperties | undefined;
  overwrite?: boolean | undefined;
}

/** One of many whose file is known. */
export type FileItem = ItemModel & { source: { file: string } };

export interface BulkExportModel extends Written {
  items: ItemModel[];
  volume?: string | undefined;
  prefix?: string | undefined;
  properties?: ExportProperties | undefined;
  overwrite?: boolean | undefined;
  copyOnly?: boolean | undefined;
  onFailure?: "fail" | "report" | undefined;
}

type Selection = Pick<
  ProjectExportEntry,
  "project" | "parent" | "include" | "exclude" | "metadata" | "tags" | "task" | "secondaryFiles"
>;

export interface ProjectExportModel extends Written, Selection {
  /** A key below `volumes` or an id; "" if none is given. */
  volume: string;
  prefix?: string | undefined;
  keepFolders?: boolean | undefined;
  properties?: ExportProperties | undefined;
  overwrite?: boolean | undefined;
  copyOnly?: boolean | undefined;
}

type ExportProperties = NonNullable<ExportEntry["properties"]>;

/** The items of tables, by the name of the entry in `bulkExports` that reads it. */
export type TableItems = Readonly<Record<string, ItemModel[]>>;

/** Fills defaults in. Total: values that fit the schema always make a model. */
export function toModel(manifest: Manifest, tables: TableItems, located: Located): Model {
  const defaults = manifest.defaults ?? {};
  return {
    volumes: manifest.volumes ?? {},
    exports: mapValues(manifest.exports, (entry, name) => toExport(entry, defaults, name, located)),
    bulkExports: mapValues(manifest.bulkExports, (entry, name) => ({
      ...settingsOf(entry, defaults),
      prefix: entry.prefix ?? defaults.prefix ?? undefined,
      volume: entry.volume ?? defaults.volume ?? undefined,
      onFailure: entry.onFailure ?? undefined,
      where: () => located.place(["bulkExports", name], "key"),
      items: tables[name] ?? (entry.items ?? []).map((item, i) => toItem(item, name, i, located)),
    })),
    projectExports: mapValues(manifest.projectExports, (entry, name) => ({
      ...entry,
      ...settingsOf(entry, defaults),
      volume: entry.volume ?? defaults.volume ?? "",
      prefix: entry.prefix ?? defaults.prefix ?? undefined,
      keepFolders: entry.keepFolders ?? undefined,
      where: () => located.place(["projectExports", name]),
    })),
  };
}

function toExport(entry: ExportEntry, defaults: Defaults, name: string, located: Located): ExportModel {
  const { source, destination } = entry;
  const prefix = entry.prefix ?? defaults.prefix ?? "";
  return {
    source,
    destination: {
      volume: destination.volume ?? defaults.volume ?? "",
      location: prefix + destination.location,
    },
    ...settingsOf(entry, defaults),
    where: (part) => located.place(["exports", name, ...pathOf(part)]),
  };
}

function toItem(
  { source, destination, overwrite, properties }: NonNullable<BulkExportEntry["items"]>[number],
  name: string,
  index: number,
  located: Located,
): ItemModel {
  return {
    source,
    destination: { volume: destination.volume ?? undefined, location: destination.location },
    overwrite: overwrite ?? undefined,
    properties: properties ?? undefined,
    where: (part) => located.place(["bulkExports", name, "items", index, ...pathOf(part)]),
  };
}

const pathOf = (part?: Part): string[] => {
  if (part === undefined) return [];
  return part === "file" || part === "path" ? ["source", part] : ["destination", part];
};

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

const mapValues = <From, To>(
  record: Record<string, From> | null | undefined,
  change: (value: From, key: string) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record ?? {}).map(([key, value]) => [key, change(value, key)]));
