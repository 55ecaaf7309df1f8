import { z } from "zod";
import { copyOnly, exportProperties, location, overwrite } from "../inputs/fields";
import { fileExportInputs } from "../inputs/fileExport";

/** The manifest's shape. Wherever the resources have a schema for a text, it is theirs. */

const prefix = z.string();
const volume = fileExportInputs.shape.destination.shape.volume;

/** What each export takes over unless it says otherwise itself. */
const inherited = { copyOnly, overwrite, properties: exportProperties.nullish() };

const fileExport = z.strictObject({
  source: fileExportInputs.shape.source,
  destination: z.strictObject({ volume: volume.nullish(), location }),
  prefix: prefix.nullish(),
  ...inherited,
});

/** A section: keys are the names of resources. */
const named = <T extends z.ZodType>(entry: T) => z.record(z.string(), entry).nullish();

export const manifestSchema = z.strictObject({
  defaults: z.strictObject({ volume: volume.nullish(), prefix: prefix.nullish(), ...inherited }).nullish(),
  exports: named(fileExport),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type Defaults = NonNullable<Manifest["defaults"]>;
export type ExportEntry = z.infer<typeof fileExport>;
