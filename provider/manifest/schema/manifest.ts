import { z } from "zod";
import { volumeDefinition } from "../../inputs/volume";
import { bulkExport, defaults, fileExport, projectExport } from "./exports";
import { bulkImport, fileImport } from "./imports";
import { section, volumeKey, volumeRef } from "./parts";

/**
 * The manifest's shape, from the resources' own schemas wherever they have one. Both the manifest's errors and its JSON
 * Schema come from here.
 *
 * @param volumes the keys below `volumes`, which references are compared to
 */
export function manifestSchema(volumes?: readonly string[]) {
  const volume = volumeRef(volumes);
  return z.strictObject({
    defaults: defaults(volume).describe("Taken over by every export, unless it says otherwise"),
    volumes: section(
      volumeDefinition,
      "Buckets to mount as volumes; other sections refer to them by their keys",
      volumeKey,
    ),
    exports: section(fileExport(volume), "One file each"),
    bulkExports: section(bulkExport(volume), "Many files each, as one resource"),
    projectExports: section(projectExport(volume), "What a project or folder holds, selected by criteria"),
    imports: section(fileImport(volume), "Objects of volumes that become visible in a project, one each"),
    bulkImports: section(bulkImport(volume), "Many objects each, as one resource"),
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
