import { z } from "zod";
import { volumeDefinition } from "../../inputs/volume";
import { exportPlace, exportSettings, prefix, section, source, volumeRef, withOneOf } from "./parts";

/**
 * The manifest's shape, from the resources' own schemas wherever they have one. Both the manifest's errors and its JSON
 * Schema come from here.
 *
 * @param volumes the keys below `volumes`, which references are compared to
 */
export function manifestSchema(volumes?: readonly string[]) {
  const volume = volumeRef(volumes);
  const destination = exportPlace(volume);
  const settings = { volume: volume.nullish(), prefix, ...exportSettings };
  const { overwrite, properties } = exportSettings;
  const item = z.strictObject({ source, destination, overwrite, properties });
  return z.strictObject({
    defaults: z
      .strictObject(settings)
      .nullish()
      .describe("Taken over by every export, unless it says otherwise"),
    volumes: section(volumeDefinition, "Buckets to mount. Other sections refer to them by their key"),
    exports: section(z.strictObject({ source, destination, prefix, ...exportSettings }), "One file each"),
    bulkExports: section(
      withOneOf(
        z.strictObject({
          items: z.array(item).min(1, "must hold at least one item").optional(),
          itemsFrom: z
            .string()
            .min(1, "must not be empty")
            .optional()
            .describe(
              "A CSV or TSV file beside the manifest, with columns file (or project and path), location, volume, overwrite",
            ),
          onFailure: z.enum(["fail", "report"]).nullish(),
          ...settings,
        }),
        "items",
        "itemsFrom",
      ),
      "Many files each, as one resource",
    ),
  });
}

export type Manifest = z.infer<ReturnType<typeof manifestSchema>>;
type Entry<Section extends Exclude<keyof Manifest, "defaults">> = NonNullable<Manifest[Section]>[string];
export type Defaults = NonNullable<Manifest["defaults"]>;
export type ExportEntry = Entry<"exports">;
export type BulkExportEntry = Entry<"bulkExports">;
export type VolumeEntry = Entry<"volumes">;
