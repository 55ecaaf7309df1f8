import picomatch from "picomatch";
import { bounded } from "./bounded";

/** Paths are the same on every machine, hidden names are ordinary ones, and `exclude` replaces "!". */
const OPTIONS = { dot: true, nonegate: true, windows: false } as const;

/**
 * Tests whether a path matches one of the globs.
 *
 * @throws {GlobError} when that takes too long
 */
export const anyOf = (globs: readonly string[]): ((path: string) => boolean) =>
  bounded(picomatch([...globs], OPTIONS), globs);

/**
 * Tests whether files in or below a folder may match at all, since listing a folder costs requests. If in doubt, yes.
 */
export function mayHold(
  include: readonly string[] | undefined,
  exclude: readonly string[] | undefined,
): (folder: string) => boolean {
  const reaches = include?.map(reachOf);
  const folders = (exclude ?? []).filter((glob) => /.\/\*\*$/s.test(glob)).map((glob) => glob.slice(0, -3));
  const isShut = folders.length > 0 ? anyOf(folders) : () => false;
  return (folder) => !isShut(folder) && (reaches?.some((reaches) => reaches(folder)) ?? true);
}

/** Decided by the part of the glob before its first wildcard, and by its depth if that is fixed. */
function reachOf(glob: string): (folder: string) => boolean {
  if (glob.includes("\\")) return () => true;
  const { base } = picomatch.scan(glob, OPTIONS);
  const hasFixedDepth = !/\*\*|[(){}]/.test(glob);
  const depth = hasFixedDepth ? glob.split("/").length : Infinity;
  return (folder) =>
    folder.split("/").length < depth &&
    (base === "" || base === folder || base.startsWith(`${folder}/`) || folder.startsWith(`${base}/`));
}
