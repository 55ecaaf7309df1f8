import { type InputsOf, outputForm, plainForm } from "./lookup";
import type { GetFilesArgs, GetFilesResult } from "./lookups/getFiles";

export type { GetFilesArgs, GetFilesResult };
/** As GetFilesArgs; each may be an output. */
export type GetFilesOutputArgs = InputsOf<GetFilesArgs>;

/**
 * Looks up all files of a project or folder that meet the criteria; finding none is no error.
 * Reads to the last page, and fails rather than leave one out. Costs a request for each hundred members of each folder
 * that may hold matches (the platform lists one level at a time), so globs that begin with a folder are cheaper.
 *
 * Facts: the platform's page "List files".
 *
 * @example
 * ```ts
 * const { files } = await getFiles({ project: "lab/run7", include: ["aligned/*.cram"], secondaryFiles: true });
 * ```
 */
export const getFiles = plainForm<GetFilesArgs, GetFilesResult>(() => import("./lookups/getFiles.js"));

/** `getFiles` for arguments that are outputs. */
export const getFilesOutput = outputForm(getFiles);
