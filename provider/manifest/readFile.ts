import { ManifestError, type Reading, readManifest } from "./read";
import type { StackValues } from "./text/references";
import { readUtf8, whyUnread } from "./text/utf8";

/** Thrown for a manifest that isn't there or no text. */
export class UnreadManifest extends Error {
  override readonly name = "UnreadManifest";
}

/** Of both it is known what to do; a stack trace adds nothing. */
export const isManifestProblem = (error: unknown): error is Error =>
  error instanceof ManifestError || error instanceof UnreadManifest;

/** What the manifest at a path lists; the path is absolute or relative to the folder where the process runs. */
export const readManifestFile = (path: string, config: StackValues): Reading =>
  readManifest(path, textOf(path), { config, readText: readUtf8 });

function textOf(path: string): string {
  try {
    return readUtf8(path);
  } catch (error) {
    throw new UnreadManifest(`the manifest "${path}" can't be read in ${process.cwd()}: ${whyUnread(error)}`);
  }
}
