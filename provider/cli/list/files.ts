import { archivedAmong, hostsShown } from "../../platform/api/archived";
import { type PlatformFile, streamFiles } from "../../platform/api/files";
import { PUBLIC_PROJECT, showsHosts } from "../../platform/api/projects";
import { joinPath, type Placed, type Start } from "../../platform/api/tree";
import type { Client } from "../../platform/http/client";
import { PAGE_SIZE } from "../../platform/http/paging";

/** Whether a file can be exported, and if not, why. */
export type FileState = "exportable" | "moved" | "alias elsewhere" | "archived" | "public";

export interface ListedFile extends Placed {
  state: FileState;
}

/**
 * All files below, folder by folder and one page at a time, so that 100 000 files take no more memory than the names of
 * their folders. Folders that `enter` refuses aren't listed.
 */
export async function* walkFiles(
  client: Client,
  start: Start,
  enter: (folder: string) => boolean,
): AsyncGenerator<Placed> {
  const open = [start];
  for (let next = open.shift(); next; next = open.shift()) {
    const [scope, folder] =
      "project" in next ? [{ project: next.project }, ""] : [{ parent: next.parent }, next.path];
    for await (const file of streamFiles(client, scope)) {
      const path = joinPath(folder, file.name);
      if (file.type !== "folder") yield { file, path };
      else if (enter(path)) open.push({ parent: file.id, path });
    }
  }
}

/** Each file with its state, which may depend on the other files of a page. */
export async function* withStates(
  client: Client,
  files: AsyncIterable<Placed>,
  moved: (file: PlatformFile) => Promise<boolean>,
): AsyncGenerator<ListedFile> {
  for await (const page of pagesOf(files)) {
    const archived = archivedAmong(
      page.map(({ file }) => file),
      await areHostsShown(client, page),
    );
    for (const placed of page) {
      const { file } = placed;
      const isAlias = file.storage?.type === "VOLUME";
      const alias = isAlias && ((await moved(file)) ? "moved" : "alias elsewhere");
      const own = file.project === PUBLIC_PROJECT ? "public" : "exportable";
      yield { ...placed, state: alias || (archived(file) === "no" ? own : "archived") };
    }
  }
}

/** If a page's files show no hosts, another project's files reveal whether the platform shows any. */
const areHostsShown = async (client: Client, page: readonly Placed[]): Promise<boolean> =>
  hostsShown(page.map(({ file }) => file)) ?? showsHosts(client, page[0]?.file.project);

async function* pagesOf(files: AsyncIterable<Placed>): AsyncGenerator<Placed[]> {
  let page: Placed[] = [];
  for await (const file of files) {
    page.push(file);
    if (page.length < PAGE_SIZE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
