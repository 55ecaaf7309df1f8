import { z } from "zod";
import { isFilled, type PropertyMap, withDefaults } from "./propertyMap";
import { EXPORT_DEFAULTS } from "../model/export";
import { exportSettings, fileId, location, toFileId, volumeId } from "./fields";
import { isUnknown } from "./unknowns";

export const fileExportInputs = z.strictObject({
  source: z.strictObject({ file: fileId }),
  destination: z.strictObject({ volume: volumeId, location }),
  ...exportSettings,
});

/**
 * The normal form of the inputs, so that equal ones compare equal: ids instead of addresses, defaults filled in, and
 * `null` the same as omitted except inside `properties`.
 */
export function normaliseFileExport(inputs: PropertyMap): PropertyMap {
  const { properties, verify, ...rest } = inputs;
  return {
    ...rest,
    // State written before verification existed has no such member.
    ...((verify === true || isUnknown(verify)) && { verify }),
    source: normaliseSource(inputs["source"]),
    ...(isFilled(properties) && { properties }),
    ...withDefaults(inputs, EXPORT_DEFAULTS),
  };
}

function normaliseSource(source: unknown): unknown {
  const file = (source as { file?: unknown } | undefined)?.file;
  return typeof file === "string" && !isUnknown(source) && !isUnknown(file)
    ? { file: toFileId(file) }
    : source;
}
