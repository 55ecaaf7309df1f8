import { z } from "zod";
import type { PropertyMap } from "./propertyMap";
import { exportSettings, withNormalSettings } from "./exportSettings";
import { fileId, location, toFileId, volumeId } from "./fields";
import { isUnknown } from "./unknowns";

export const fileExportInputs = z.strictObject({
  source: z.strictObject({ file: fileId }),
  destination: z.strictObject({ volume: volumeId, location }),
  ...exportSettings,
});

/** The normal form of the inputs, so that equal ones compare equal: an id instead of an address, and normal settings. */
export const normaliseFileExport = (inputs: PropertyMap): PropertyMap => ({
  ...withNormalSettings(inputs),
  source: normaliseSource(inputs["source"]),
});

function normaliseSource(source: unknown): unknown {
  const file = (source as { file?: unknown } | undefined)?.file;
  return typeof file === "string" && !isUnknown(source) && !isUnknown(file)
    ? { file: toFileId(file) }
    : source;
}
