import { type InputsOf, outputForm, plainForm } from "./lookup";
import type { GetFileArgs, GetFileResult } from "./lookups/getFile";

export type { GetFileArgs, GetFileResult };
/** Like GetFileArgs; each may be an output. */
export type GetFileOutputArgs = InputsOf<GetFileArgs>;

/**
 * Looks up one file or folder, by its id or by its path, which is followed folder by folder (one request each).
 * The arguments are plain values; `getFileOutput` takes outputs.
 *
 * Fails if the file doesn't exist, or if the token's user can't see it; errors name the file and the platform.
 *
 * Sources: https://docs.sevenbridges.com/reference/get-file-details,
 * https://docs.sevenbridges.com/reference/list-files-primary-method
 *
 * @example
 * ```ts
 * const cram = await getFile({ project: "lab/run7", path: "aligned/sample-1.cram" });
 * new FileExport("sample-1", { source: { file: cram.id }, destination });
 * ```
 */
export const getFile = plainForm<GetFileArgs, GetFileResult>(() => import("./lookups/getFile.js"));

/**
 * `getFile` for arguments that are outputs.
 *
 * Source: https://www.pulumi.com/docs/iac/concepts/functions/provider-functions/
 *
 * @example
 * ```ts
 * import { getFileOutput } from "pulumi-cavatica";
 *
 * const back = new FileImport("back", { source: destination, destination: { project: "lab/run8" } });
 * export const path = getFileOutput({ id: back.file }).path;
 * ```
 */
export const getFileOutput = outputForm(getFile);
