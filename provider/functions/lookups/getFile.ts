import { toFileId } from "../../inputs/fields";
import { getFileArgs } from "../../inputs/lookups";
import { toProjectId } from "../../inputs/projectId";
import { getFile as fetchFile } from "../../platform/api/files";
import { level, type Placed, type Start } from "../../platform/api/tree";
import type { Lookups } from "../account";
import { type FileInfo, fileInfo } from "../fileInfo";
import { type Look, NotThere } from "./look";

/** Arguments of `getFile`: either `id`, or `project` and `path`. */
export interface GetFileArgs {
  /** The file's id or web address. */
  id?: string | undefined;
  /** "owner/project" or the project's web address. */
  project?: string | undefined;
  /** The path below the project, e.g. "aligned/sample-1.cram". */
  path?: string | undefined;
}

/** The file or folder. */
export type GetFileResult = FileInfo;

export const look: Look<GetFileArgs, GetFileResult> = {
  name: "getFile",
  schema: getFileArgs,
  what: ({ id, project, path }) =>
    id === undefined ? `"${path}" in project ${toProjectId(project ?? "")}` : `file ${toFileId(id)}`,
  ask: async (account, { id, project, path }) =>
    fileInfo(
      id === undefined
        ? await atPath(account, toProjectId(project ?? ""), path ?? "")
        : await byId(account, toFileId(id)),
    ),
};

async function byId({ client, folders }: Lookups, id: string): Promise<Placed> {
  const file = await fetchFile(client, id);
  return { file, path: await folders.pathOf(file) };
}

async function atPath({ client }: Lookups, project: string, path: string): Promise<Placed> {
  const [last = "", ...above] = path.split("/").reverse();
  let start: Start = { project };
  for (const part of above.reverse()) {
    const folder = await child(client, start, part);
    if (folder.file.type !== "folder") throw new NotThere(`"${folder.path}" is a file, not a folder`);
    start = { parent: folder.file.id, path: folder.path };
  }
  return child(client, start, last);
}

async function child(client: Lookups["client"], start: Start, name: string): Promise<Placed> {
  // The platform applies the filter; its results are checked again.
  const found = (await level(client, start, { name })).find(({ file }) => file.name === name);
  if (found) return found;
  const where = "project" in start ? "the project itself" : `folder "${start.path}"`;
  throw new NotThere(`${where} has no "${name}"`);
}
