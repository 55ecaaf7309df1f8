import { ManifestError, type Reading, readManifest } from "./read";
import type { StackValues } from "./text/references";
import { readUtf8, whyUnread } from "./text/utf8";

/** Thrown for a manifest that doesn't exist or isn't text. */
export class UnreadManifest extends Error {
  override readonly name = "UnreadManifest";
}

/** Both kinds of errors say what to do; a stack trace adds nothing. */
export const isManifestProblem = (error: unknown): error is Error =>
  error instanceof ManifestError || error instanceof UnreadManifest;

/** Reads the manifest at a path, which is absolute or relative to the folder where the process runs. */
export const readManifestFile = (path: string, config: StackValues): Reading =>
  readManifest(path, textOf(path), { config, readText: readUtf8 });

function textOf(path: string): string {
  try {
    return readUtf8(path);
  } catch (error) {
    throw new UnreadManifest(`the manifest "${path}" can't be read in ${process.cwd()}: ${whyUnread(error)}`);
  }
}
