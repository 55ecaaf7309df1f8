import { type InputsOf, outputForm, plainForm } from "./lookup";
import type { GetFileArgs, GetFileResult } from "./lookups/getFile";

export type { GetFileArgs, GetFileResult };
/** As GetFileArgs; each may be an output. */
export type GetFileOutputArgs = InputsOf<GetFileArgs>;

/**
 * Looks up one file or folder, by its id or by its path, which is followed folder by folder (a request each).
 * Fails if it isn't there. The arguments are plain values; `getFileOutput` takes outputs.
 *
 * Facts: the platform's pages "Get file details" and "List files".
 *
 * @example
 * ```ts
 * const cram = await getFile({ project: "lab/run7", path: "aligned/sample-1.cram" });
 * new FileExport("sample-1", { source: { file: cram.id }, destination });
 * ```
 */
export const getFile = plainForm<GetFileArgs, GetFileResult>(() => import("./lookups/getFile.js"));

/** `getFile` for arguments that are outputs. */
export const getFileOutput = outputForm(getFile);
