import type { ManifestOptions } from "./declare/declare";
import type * as DeclareFile from "./declare/declareFile";
import type { FromManifest } from "./declare/outputs";

/** Loaded when a manifest is declared: programs without one need neither YAML nor the checks. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would make fromManifest asynchronous
const load = () => require("./declare/declareFile") as typeof DeclareFile;

/**
 * Declares what a YAML manifest lists. Its shape: docs/manifest.md.
 *
 * @param path the manifest, absolute or relative to the folder where the program runs
 * @param opts options for all its resources, such as `provider` for another account
 * @throws an error that names every problem with file, line and column; then nothing has been declared
 *
 * @example
 * ```ts
 * export = fromManifest("exports.yaml").outputs;
 * ```
 */
export function fromManifest(path: string, opts: ManifestOptions = {}): FromManifest {
  return load().declareFile(path, opts);
}
