import type { Client } from "../http/client";
import { isPlatformError } from "../errors/errors";
import { type FileFilter, getFile, listFiles, type PlatformFile } from "./files";

/** A file or folder with its path below the project; "" for the project itself. */
export interface Placed {
  file: PlatformFile;
  path: string;
}

/** Where a walk starts: a project, or a folder whose own path is known. */
export type Start = { project: string } | { parent: string; path: string };

export const joinPath = (folder: string, name: string): string => (folder ? `${folder}/${name}` : name);

/** The files and folders directly below, each with its path; the platform applies `filter`. */
export async function level(client: Client, start: Start, filter: FileFilter = {}): Promise<Placed[]> {
  const [scope, folder] =
    "project" in start ? [{ project: start.project }, ""] : [{ parent: start.parent }, start.path];
  const files = await listFiles(client, { ...filter, ...scope });
  return files.map((file) => ({ file, path: joinPath(folder, file.name) }));
}

/**
 * Everything below, sorted by path. The platform lists one level at a time, so each folder costs one request per hundred
 * members; folders that `enter` refuses aren't listed.
 */
export async function walk(
  client: Client,
  start: Start,
  enter: (folder: string) => boolean = () => true,
): Promise<Placed[]> {
  return (await collect(client, start, enter)).sort(byPath);
}

async function collect(client: Client, start: Start, enter: (folder: string) => boolean): Promise<Placed[]> {
  const here = await level(client, start);
  const folders = here.filter(({ file, path }) => file.type === "folder" && enter(path));
  const below = await Promise.all(
    folders.map(({ file, path }) => collect(client, { parent: file.id, path }, enter)),
  );
  return [here, ...below].flat();
}

export const byPath = (a: Placed, b: Placed): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** Finds paths from the bottom up: a file names its folder, a folder its parent. Requests each folder once. */
export class FolderPaths {
  private readonly known = new Map<string, Promise<string>>();

  constructor(private readonly client: Client) {}

  /** As far as the token can see: without the folders above one that it can't read. */
  async pathOf(file: PlatformFile): Promise<string> {
    if (file.parent === undefined) return file.type === "folder" ? "" : file.name;
    return joinPath(await this.folder(file.parent), file.name);
  }

  /** A folder's own path; "" for the project's root, which is the folder without a parent. */
  folder(id: string): Promise<string> {
    const known = this.known.get(id);
    if (known) return known;
    const asked = this.ask(id);
    this.known.set(id, asked);
    asked.catch(() => this.known.delete(id));
    return asked;
  }

  private async ask(id: string): Promise<string> {
    const folder = await getFile(this.client, id).catch((error: unknown) => {
      if (isPlatformError(error) && !error.isTransient && !error.isUnauthorized) return undefined;
      throw error;
    });
    return folder ? this.pathOf(folder) : "";
  }
}
