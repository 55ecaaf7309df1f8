import { type InputsOf, outputForm, plainForm } from "./lookup";
import type { GetExportArgs, GetExportResult } from "./lookups/getExport";

export type { GetExportArgs, GetExportResult };
/** Like GetExportArgs; each may be an output. */
export type GetExportOutputArgs = InputsOf<GetExportArgs>;

/**
 * Looks up an export job of the token's own user, whatever its state. Fails if there is no such job.
 *
 * Errors name the job, the platform and the platform's code.
 *
 * Source: https://docs.sevenbridges.com/reference/get-details-of-an-export-job-v2
 *
 * @example
 * ```ts
 * const { state } = await getExport({ id: "q7Zt0aJ4mVb2K9sXyRc1LdEw8PnHu3Gf" });
 * ```
 */
export const getExport = plainForm<GetExportArgs, GetExportResult>(() => import("./lookups/getExport.js"));

/**
 * `getExport` for arguments that are outputs.
 *
 * Source: https://www.pulumi.com/docs/iac/concepts/functions/provider-functions/
 *
 * @example
 * ```ts
 * import { getExportOutput } from "pulumi-cavatica";
 *
 * const sample = new FileExport("sample-1", { source, destination });
 * export const submitted = getExportOutput({ id: sample.id }).startedOn;
 * ```
 */
export const getExportOutput = outputForm(getExport);
