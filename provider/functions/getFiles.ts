import { type InputsOf, outputForm, plainForm } from "./lookup";
import type { GetFilesArgs, GetFilesResult } from "./lookups/getFiles";

export type { GetFilesArgs, GetFilesResult };
/** Like GetFilesArgs; each may be an output. */
export type GetFilesOutputArgs = InputsOf<GetFilesArgs>;

/**
 * Looks up all files of a project or folder that meet the criteria; finding none isn't an error.
 * Reads to the last page, and fails rather than leaving one out. Costs one request per hundred members of each folder that
 * may contain matches (the platform lists one level at a time), so globs that start with a folder are cheaper.
 *
 * Fails if the project or folder doesn't exist, or if the token's user can't see it; errors name it and the platform.
 *
 * Source: https://docs.sevenbridges.com/reference/list-files-primary-method
 *
 * @example
 * ```ts
 * const { files } = await getFiles({ project: "lab/run7", include: ["aligned/*.cram"], secondaryFiles: true });
 * ```
 */
export const getFiles = plainForm<GetFilesArgs, GetFilesResult>(() => import("./lookups/getFiles.js"));

/**
 * `getFiles` for arguments that are outputs.
 *
 * Source: https://www.pulumi.com/docs/iac/concepts/functions/provider-functions/
 *
 * @example
 * ```ts
 * import { getFilesOutput } from "pulumi-cavatica";
 *
 * const { location } = destination;
 * const back = new FileImport("back", {
 *     source: { ...destination, location: `${location}/` },
 *     destination: { project: "lab/run8" },
 * });
 * export const found = getFilesOutput({ parent: back.file }).files;
 * ```
 */
export const getFilesOutput = outputForm(getFiles);
