import type { FileInfo } from "../functions/fileInfo";
import { locationProblem } from "../inputs/fields";
import { groupBy } from "../platform/collections";

/** Where files are to go. */
export interface Target {
  /** Undefined while it isn't known. */
  volume: string | undefined;
  prefix: string;
  keepFolders: boolean;
  /** Whether files become aliases of their objects. */
  moves: boolean;
}

/** A file that was selected and can't be exported. */
export interface LeftOut {
  /** The file's id. */
  file: string;
  /** Below the project. */
  path: string;
  /** An alias has its content on a volume already; a file that is archived, or looks so, must be restored first. */
  why: "alias" | "archived";
  /** Of an alias: the volume and location of its object. */
  at?: string;
}

export interface Sorted {
  items: { file: FileInfo; location: string }[];
  leftOut: LeftOut[];
}

/**
 * Which of the selected files are to be exported, and where to. An alias at the very place where its file would go is one
 * that was moved: it stays, so that a second run declares the same items.
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

/** What makes it impossible to declare these items; each text names the files. */
export function problemsOf({ items }: Pick<Sorted, "items">): string[] {
  const collisions = [...groupBy(items, ({ location }) => location)]
    .filter(([, group]) => group.length > 1)
    .map(([location, group]) => {
      const paths = group.map(({ file }) => `${file.path} (${file.id})`);
      return `keepFolders: false: ${paths.join(" and ")} would both go to ${location}`;
    });
  const names = items.flatMap(({ file, location }) => {
    const problem = locationProblem(location);
    return problem ? [`${file.path} (${file.id}): its location ${JSON.stringify(location)} ${problem}`] : [];
  });
  return [...collisions, ...names];
}

/**
 * Files that the platform has renamed, since their name was taken: it puts `_1_`, `_2_` … before it (its page "Start an
 * import job", `autorename`). Only beside a file of the plain name, for others may be called so on purpose.
 */
export function renamedDuplicates(files: readonly FileInfo[]): { file: FileInfo; of: string }[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.flatMap((file) => {
    const [, plain] = /^_\d+_(.+)$/.exec(file.name) ?? [];
    const of = plain && file.path.slice(0, file.path.length - file.name.length) + plain;
    return of && paths.has(of) ? [{ file, of }] : [];
  });
}
