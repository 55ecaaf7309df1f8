import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { type Declared, declare, type ManifestOptions, outputsOf } from "./declare";
import { ManifestError, readManifest } from "./read";

/** What `fromManifest` answers: the resources, and short outputs for the stack to export. */
export interface FromManifest extends Declared {
  outputs: ReturnType<typeof outputsOf>;
}

/**
 * Declares what a YAML manifest lists. Its shape: docs/manifest.md.
 *
 * @param path the manifest, absolute or relative to the folder where the program runs
 * @throws an error that names every problem with file, line and column; then nothing has been declared
 *
 * @example
 * ```ts
 * export = fromManifest("exports.yaml").outputs;
 * ```
 */
export function fromManifest(path: string, opts: ManifestOptions = {}): FromManifest {
  const declared = declare(read(path), opts);
  return { ...declared, outputs: outputsOf(declared) };
}

function read(path: string) {
  try {
    return readManifest(path, textOf(path));
  } catch (error) {
    // A stack trace says nothing about a manifest; the SDK hides it for this class.
    throw error instanceof ManifestError ? new pulumi.RunError(error.message) : error;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : String(error);
    throw new pulumi.RunError(`the manifest "${path}" can't be read in ${process.cwd()}: ${why}`);
  }
}
