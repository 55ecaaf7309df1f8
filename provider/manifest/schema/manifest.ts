import { z } from "zod";
import { volumeDefinition } from "../../inputs/volume";
import { bulkExport, defaults, fileExport, projectExport } from "./exports";
import { bulkImport, fileImport } from "./imports";
import { section, volumeKey, volumeRef } from "./parts";

/**
 * The manifest's schema, built from the resources' own schemas wherever possible. Both the manifest's errors and its JSON
 * Schema come from here.
 *
 * @param volumes the keys below `volumes`, which references must match
 */
export function manifestSchema(volumes?: readonly string[]) {
  const volume = volumeRef(volumes);
  return z.strictObject({
    defaults: defaults(volume).describe("Defaults for every export"),
    volumes: section(
      volumeDefinition,
      "Buckets to mount as volumes; other sections refer to them by their keys",
      volumeKey,
    ),
    exports: section(fileExport(volume), "Exports of one file each"),
    bulkExports: section(bulkExport(volume), "Exports of many files, as one resource each"),
    projectExports: section(projectExport(volume), "Exports of a project's or folder's files, selected by criteria"),
    imports: section(fileImport(volume), "Imports of one object or folder each, which becomes visible in a project"),
    bulkImports: section(bulkImport(volume), "Imports of many objects, as one resource each"),
  });
}

export type Manifest = z.infer<ReturnType<typeof manifestSchema>>;

type Entry<Section extends Exclude<keyof Manifest, "defaults">> = NonNullable<Manifest[Section]>[string];
export type Defaults = NonNullable<Manifest["defaults"]>;
export type ExportEntry = Entry<"exports">;
export type BulkExportEntry = Entry<"bulkExports">;
export type ProjectExportEntry = Entry<"projectExports">;
export type ImportEntry = Entry<"imports">;
export type BulkImportEntry = Entry<"bulkImports">;
export type VolumeEntry = Entry<"volumes">;
