import { type InputsOf, outputForm, plainForm } from "./lookup";
import type { GetVolumeArgs, GetVolumeResult } from "./lookups/getVolume";

export type { GetVolumeArgs, GetVolumeResult };
/** As GetVolumeArgs; each may be an output. */
export type GetVolumeOutputArgs = InputsOf<GetVolumeArgs>;

/**
 * Looks up a volume by its id, or by the bucket it mounts among the volumes that the token's user owns or is a member of.
 * Fails if there is none. Credentials are not among what is found.
 *
 * Facts: the platform's pages "Get details of a volume" and "List volumes".
 *
 * @example
 * ```ts
 * const archive = await getVolume({ bucket: "lab-archive" });
 * new FileExport("sample-1", { source, destination: { volume: archive.id, location: "sample-1.cram" } });
 * ```
 */
export const getVolume = plainForm<GetVolumeArgs, GetVolumeResult>(() => import("./lookups/getVolume.js"));

/** `getVolume` for arguments that are outputs. */
export const getVolumeOutput = outputForm(getVolume);
