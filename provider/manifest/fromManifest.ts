import type { ManifestOptions } from "./declare/declare";
import type * as DeclareFile from "./declare/declareFile";
import type { FromManifest } from "./declare/outputs";

/** Loaded on first use: programs without a manifest need neither YAML nor the checks. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would make fromManifest asynchronous
const load = () => require("./declare/declareFile") as typeof DeclareFile;

/**
 * Declares what a YAML manifest lists: volumes, exports and imports. Its format is described in docs/manifest.md; sizes in it
 * are in bytes, and defaults are those of the resources.
 *
 * @param path the manifest's path, absolute or relative to the folder where the program runs
 * @param opts options for all its resources, such as `provider` for another account. Default: none
 * @returns the resources by section and name, and short outputs for the stack to export
 * @throws an error that names every problem with file, line and column; nothing has been declared then
 *
 * Sources: https://github.com/pulumi-cavatica/pulumi-cavatica/blob/main/docs/manifest.md,
 * https://docs.sevenbridges.com/reference/start-a-bulk-export-job
 *
 * @example
 * ```ts
 * export = fromManifest("exports.yaml").outputs;
 * ```
 */
export function fromManifest(path: string, opts: ManifestOptions = {}): FromManifest {
  return load().declareFile(path, opts);
}
