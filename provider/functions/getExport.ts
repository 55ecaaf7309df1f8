import { type InputsOf, outputForm, plainForm } from "./lookup";
import type { GetExportArgs, GetExportResult } from "./lookups/getExport";

export type { GetExportArgs, GetExportResult };
/** As GetExportArgs; each may be an output. */
export type GetExportOutputArgs = InputsOf<GetExportArgs>;

/**
 * Looks up an export job of the token's own user, in whatever state it is; fails if there is none.
 *
 * Facts: the platform's page "Get details of an export job".
 *
 * @example
 * ```ts
 * const { state } = await getExport({ id: "q7Zt0aJ4mVb2K9sXyRc1LdEw8PnHu3Gf" });
 * ```
 */
export const getExport = plainForm<GetExportArgs, GetExportResult>(() => import("./lookups/getExport.js"));

/** `getExport` for arguments that are outputs. */
export const getExportOutput = outputForm(getExport);
