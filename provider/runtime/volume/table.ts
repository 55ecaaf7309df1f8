import type { Bag } from "../../inputs/validate";
import type { Diff } from "../boundary";
import { changed, type DiffTable, inputsIn } from "../diffTable";

/** The platform can change how it reaches a bucket and who may use the volume, but not which bucket it is. */
export const VOLUME_TABLE: DiffTable = {
  name: "replace",
  "service.type": "replace",
  "service.bucket": "replace",
  "service.prefix": "replace",
  "service.endpoint": "replace",
  "service.rootUrl": "replace",
  "service.storageAccount": "replace",
  "service.container": "replace",
  "service.credentials": "update",
  "service.properties": "update",
  accessMode: "update",
  description: "update",
  members: "update",
  __timeouts: "none",
  __urn: "none",
};

/**
 * A replacement deletes first: the platform refuses to mount the same bucket twice, and a new volume may have the old
 * one's name. A volume that was deactivated elsewhere is to be active again, though no input says so.
 */
export function diffVolume(_id: string, olds: Bag, news: Bag): Diff {
  const { replace, update } = changed(VOLUME_TABLE, olds, news);
  if (replace.length === 0) return { changes: update.length > 0 || olds["active"] === false };
  return { changes: true, replaces: inputsIn(replace), deleteBeforeReplace: true };
}
