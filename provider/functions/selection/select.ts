import type { Client } from "../../platform/http/client";
import { archivedAmong, hostsShown } from "../../platform/api/archived";
import { isPlatformError } from "../../platform/errors/errors";
import { type FileFilter, lookUpFiles, type PlatformFile } from "../../platform/api/files";
import { showsHosts } from "../../platform/api/projects";
import { byPath, type FolderPaths, level, type Placed, type Start, walk } from "../../platform/api/tree";
import { mayHold } from "./globs";
import { type Criteria, excluder, isFile, matcher } from "./match";
import { secondaryOf } from "./secondary";

/** Which files to select: where to search, and by what criteria. */
export interface Selection extends Criteria {
  project?: string | undefined;
  parent?: string | undefined;
  /** Search subfolders as well. */
  recursive: boolean;
  /** Include the index files of selected files, regardless of all criteria except `exclude`. */
  secondaryFiles: boolean;
}

export interface Source {
  client: Client;
  folders: FolderPaths;
}

/** The selected files, each once, sorted by path. */
export async function select(source: Source, selection: Selection): Promise<Placed[]> {
  const listed = await withArchived(source, await list(source, selection));
  const mains = listed.filter(matcher(selection));
  const others = selection.secondaryFiles ? await secondaries(source, selection, mains, listed) : [];
  return [...new Map([...mains, ...others].map((placed) => [placed.file.id, placed])).values()].sort(byPath);
}

/** The other files show which ones are archived, whether or not they are selected. */
async function withArchived({ client }: Source, listed: readonly Placed[]): Promise<Placed[]> {
  const files = listed.map(({ file }) => file);
  const archived = archivedAmong(files, await isShown(client, files));
  return listed.map(({ file, ...placed }) => ({
    ...placed,
    file: { ...file, archived: archived(file) !== "no" },
  }));
}

/** If all others are aliases, which show no hosts, a file without one may have been left behind because it is archived. */
async function isShown(client: Client, files: readonly PlatformFile[]): Promise<boolean> {
  const shown = hostsShown(files.filter(({ archived }) => archived === undefined));
  const isLeft = shown === false && files.some(({ storage }) => storage?.type === "VOLUME");
  return isLeft
    ? showsHosts(client, files.find(({ project }) => project !== undefined)?.project)
    : (shown ?? false);
}

async function list(source: Source, selection: Selection): Promise<Placed[]> {
  const { client } = source;
  const start = await startOf(source, selection);
  if (selection.recursive) return walk(client, start, mayHold(selection.include, selection.exclude));
  // An index file may lack its main file's metadata and tags, so with secondaryFiles the whole level is needed.
  return level(client, start, selection.secondaryFiles ? {} : platformFilter(selection));
}

async function startOf({ folders }: Source, { project, parent }: Selection): Promise<Start> {
  if (parent !== undefined) return { parent, path: await folders.folder(parent) };
  return { project: project ?? "" };
}

/** The criteria that the platform itself can apply, which saves pages. */
function platformFilter({ metadata = {}, tags, task }: Criteria): FileFilter {
  const labels = Object.entries(metadata).map(([key, value]) => [`metadata.${key}`, value] as const);
  return {
    ...(Object.fromEntries(labels) as FileFilter),
    ...(tags && { tag: tags }),
    ...(task !== undefined && { "origin.task": task }),
  };
}

async function secondaries(
  { client, folders }: Source,
  selection: Selection,
  mains: readonly Placed[],
  listed: readonly Placed[],
): Promise<Placed[]> {
  const { found, elsewhere } = secondaryOf(mains, listed);
  const answers = await lookUpFiles(client, [...elsewhere.keys()], { parents: true });
  const fetched = [...answers].map(async ([id, file]): Promise<Placed> => {
    if (isPlatformError(file)) throw unreadable(id, elsewhere.get(id), file);
    return { file, path: await folders.pathOf(file) };
  });
  const isExcluded = excluder(selection);
  return [...found, ...(await Promise.all(fetched))].filter(
    (placed) => isFile(placed) && !isExcluded(placed),
  );
}

const unreadable = (id: string, main: Placed | undefined, error: Error): Error =>
  new Error(`${id}, a secondary file of "${main?.path ?? "?"}", can't be read: ${error.message}`);
