import type { FileInfo } from "../functions/fileInfo";
import { locationProblem } from "../inputs/fields";
import { groupBy } from "../platform/collections";

/** Where and how files are exported. */
export interface Target {
  /** Undefined if not known yet. */
  volume: string | undefined;
  prefix: string;
  keepFolders: boolean;
  /** Whether files become aliases of their objects. */
  moves: boolean;
}

/** A file that was selected but can't be exported. */
export interface LeftOut {
  /** The file's id. */
  file: string;
  /** The path below the project. */
  path: string;
  /** "alias": its content is already on a volume. "archived": it is, or seems to be, archived and must be restored first. */
  why: "alias" | "archived";
  /** For an alias, the volume and location of its object. */
  at?: string;
}

export interface Sorted {
  items: { file: FileInfo; location: string }[];
  leftOut: LeftOut[];
}

/**
 * Which of the selected files to export, and where. An alias of the object at the file's own destination is a file that has
 * been moved: it is kept, so that a second run declares the same items.
 */
export function sortFiles(files: readonly FileInfo[], target: Target): Sorted {
  const sorted: Sorted = { items: [], leftOut: [] };
  for (const file of files) {
    const location = target.prefix + (target.keepFolders ? file.path : file.name);
    const why = whyNot(file, location, target);
    if (why === undefined) sorted.items.push({ file, location });
    else sorted.leftOut.push(why);
  }
  return sorted;
}

function whyNot(file: FileInfo, location: string, { volume, moves }: Target): LeftOut | undefined {
  const { id, path, storage, archived } = file;
  if (archived) return { file: id, path, why: "archived" };
  if (storage?.type !== "VOLUME") return undefined;
  const isThere = storage.location === location && (volume === undefined || storage.volume === volume);
  if (isThere && moves) return undefined;
  return { file: id, path, why: "alias", at: `${storage.volume}/${storage.location}` };
}

/** Why these items can't be declared; each message names the files. */
export function problemsOf({ items }: Pick<Sorted, "items">): string[] {
  const collisions = [...groupBy(items, ({ location }) => location)]
    .filter(([, group]) => group.length > 1)
    .map(([location, group]) => {
      const paths = group.map(({ file }) => `${file.path} (${file.id})`);
      return `keepFolders: false: ${paths.join(" and ")} would ${paths.length > 2 ? "all" : "both"} go to ${location}`;
    });
  const names = items.flatMap(({ file, location }) => {
    const problem = locationProblem(location);
    return problem ? [`${file.path} (${file.id}): its location ${JSON.stringify(location)} ${problem}`] : [];
  });
  return [...collisions, ...names];
}

/**
 * Files that the platform has renamed because their name was taken: it adds the prefix `_1_`, `_2_` and so on
 * (https://docs.sevenbridges.com/reference/start-an-import-job-v2, `autorename`). Only if there is a file with the plain
 * name, since others may have such a name on purpose.
 */
export function renamedDuplicates(files: readonly FileInfo[]): { file: FileInfo; of: string }[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap((file) => {
    const [, plain] = /^_\d+_(.+)$/.exec(file.name) ?? [];
    const of = plain && file.path.slice(0, file.path.length - file.name.length) + plain;
    return of && paths.has(of) ? [{ file, of }] : [];
  });
}
