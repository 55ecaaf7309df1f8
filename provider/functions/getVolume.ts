import { type InputsOf, outputForm, plainForm } from "./lookup";
import type { GetVolumeArgs, GetVolumeResult } from "./lookups/getVolume";

export type { GetVolumeArgs, GetVolumeResult };
/** Like GetVolumeArgs; each may be an output. */
export type GetVolumeOutputArgs = InputsOf<GetVolumeArgs>;

/**
 * Looks up a volume by its id, or by its bucket among the volumes that the token's user owns or is a member of. The result
 * doesn't include credentials.
 *
 * Fails if there is no such volume, or if several volumes mount the bucket; errors name the volume and the platform.
 *
 * Sources: https://docs.sevenbridges.com/reference/get-details-of-a-volume-v2,
 * https://docs.sevenbridges.com/reference/list-volumes-v2
 *
 * @example
 * ```ts
 * const archive = await getVolume({ bucket: "lab-archive" });
 * new FileExport("sample-1", { source, destination: { volume: archive.id, location: "sample-1.cram" } });
 * ```
 */
export const getVolume = plainForm<GetVolumeArgs, GetVolumeResult>(() => import("./lookups/getVolume.js"));

/**
 * `getVolume` for arguments that are outputs.
 *
 * Source: https://www.pulumi.com/docs/iac/concepts/functions/provider-functions/
 *
 * @example
 * ```ts
 * import { getVolumeOutput } from "pulumi-cavatica";
 *
 * export const mode = getVolumeOutput({ id: config.require("volume") }).accessMode;
 * ```
 */
export const getVolumeOutput = outputForm(getVolume);
