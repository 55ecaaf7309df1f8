import { z } from "zod";
import { bulkFileExportInputs } from "../../inputs/bulkFileExport";
import { MOST_ITEMS } from "../../inputs/bulkItems";
import { exportSettings, itemSettings } from "../../inputs/exportSettings";
import { fileId, location, locationPrefix } from "../../inputs/fields";
import { selectionShape } from "../../inputs/lookups";
import { bulk, withOneOf } from "./parts";

/** The sections that export, and the defaults they share. */

const source = z.strictObject({ file: fileId.describe("The file's id, or its address in the browser") });

const placeOn = (volume: z.ZodType<string>) =>
  z.strictObject({
    volume: volume.nullish(),
    location: location.describe("The object's key, relative to the volume's prefix and the manifest's own"),
  });

const prefix = locationPrefix
  .nullish()
  .describe('Prepended to each location unchanged, so it usually ends in "/"');

/** The settings that an export inherits from its section and from `defaults`. */
const settingsOn = (volume: z.ZodType<string>) => ({ volume: volume.nullish(), prefix, ...exportSettings });

export const defaults = (volume: z.ZodType<string>) => z.strictObject(settingsOn(volume)).nullish();

export const fileExport = (volume: z.ZodType<string>) =>
  z.strictObject({ source, destination: placeOn(volume), prefix, ...exportSettings });

export const bulkExport = (volume: z.ZodType<string>) =>
  bulk(
    z.strictObject({ source, destination: placeOn(volume), ...itemSettings }),
    MOST_ITEMS,
    "columns file (or project and path), location, volume, overwrite",
    { onFailure: bulkFileExportInputs.shape.onFailure, ...settingsOn(volume) },
  );

/** As for a ProjectExport, which always searches subfolders. */
const selection = z.object(selectionShape).omit({ recursive: true }).shape;

export type SelectionKey = keyof typeof selection;

export const SELECTION_KEYS = Object.keys(selection) as SelectionKey[];

export const projectExport = (volume: z.ZodType<string>) =>
  withOneOf(
    z.strictObject({
      ...selection,
      keepFolders: z
        .boolean()
        .nullish()
        .describe("Keep the project's folders in the locations; default: true"),
      ...settingsOn(volume),
    }),
    "project",
    "parent",
  );
