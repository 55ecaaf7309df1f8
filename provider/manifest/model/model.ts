import type { Manifest, VolumeEntry } from "../schema/manifest";
import type { Located } from "../text/located";
import {
  type BulkExportModel,
  bulkExportModel,
  type ExportItem,
  type ExportModel,
  exportModel,
  type ProjectExportModel,
  projectExportModel,
} from "./exports";
import {
  type BulkImportModel,
  bulkImportModel,
  type ImportItem,
  type ImportModel,
  importModel,
} from "./imports";
import { mapValues, own } from "./position";

/** What a manifest declares, with the defaults filled in: the resources' arguments, and where each is written. */
export interface Model {
  volumes: Record<string, VolumeEntry>;
  exports: Record<string, ExportModel>;
  bulkExports: Record<string, BulkExportModel>;
  projectExports: Record<string, ProjectExportModel>;
  imports: Record<string, ImportModel>;
  bulkImports: Record<string, BulkImportModel>;
}

/** The items of tables, by the name of the entry that reads them. */
export interface TableItems {
  bulkExports: Readonly<Record<string, ExportItem[]>>;
  bulkImports: Readonly<Record<string, ImportItem[]>>;
}

/** Fills in defaults. Never fails for values that match the schema. */
export function toModel(manifest: Manifest, tables: TableItems, located: Located): Model {
  const defaults = manifest.defaults ?? {};
  const whereIn =
    (section: string, name: string) =>
    (...part: PropertyKey[]) =>
      located.place([section, name, ...part]);
  return {
    volumes: manifest.volumes ?? {},
    exports: mapValues(manifest.exports, (entry, name) =>
      exportModel(entry, defaults, whereIn("exports", name)),
    ),
    bulkExports: mapValues(manifest.bulkExports, (entry, name) =>
      bulkExportModel(entry, defaults, whereIn("bulkExports", name), own(tables.bulkExports, name)),
    ),
    projectExports: mapValues(manifest.projectExports, (entry, name) =>
      projectExportModel(entry, defaults, whereIn("projectExports", name)),
    ),
    imports: mapValues(manifest.imports, (entry, name) => importModel(entry, whereIn("imports", name))),
    bulkImports: mapValues(manifest.bulkImports, (entry, name) =>
      bulkImportModel(entry, whereIn("bulkImports", name), own(tables.bulkImports, name)),
    ),
  };
}
