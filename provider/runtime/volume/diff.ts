import type { z } from "zod";
import type { volumeInputs } from "../../inputs/volume";
import type { PropertyMap } from "../../inputs/propertyMap";
import type { Diff } from "../contract/resourceType";
import { changed, inputsIn, type TableOf } from "../contract/diffTable";

/**
 * The platform changes in place how it accesses a bucket, which bucket that is, and who may use the volume
 * (https://docs.sevenbridges.com/reference/update-a-volume-v2). The name is part of the id, and the pages on Azure mention
 * neither account nor container.
 */
export const VOLUME_TABLE: TableOf<z.infer<typeof volumeInputs>, "service"> = {
  name: "replace",
  "service.type": "replace",
  "service.bucket": "update",
  "service.prefix": "update",
  "service.endpoint": "update",
  "service.rootUrl": "update",
  "service.storageAccount": "replace",
  "service.container": "replace",
  "service.credentials": "update",
  "service.properties": "update",
  accessMode: "update",
  description: "update",
  members: "update",
};

/**
 * A replacement deletes the old volume first: the new one may have the same name, and according to one client's README a
 * bucket can't be mounted twice with the same keys. A volume that was deactivated elsewhere is reactivated, though no input
 * says so.
 */
export function diffVolume(_id: string, olds: PropertyMap, news: PropertyMap): Diff {
  const { replace, update } = changed(VOLUME_TABLE, olds, news);
  if (replace.length === 0) return { changes: update.length > 0 || olds["active"] === false };
  return { changes: true, replaces: inputsIn(replace), deleteBeforeReplace: true };
}
