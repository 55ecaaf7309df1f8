import { posix } from "node:path";
import type { GetFilesArgs, GetFilesResult } from "../../functions/lookups/getFiles";
import { toProjectId } from "../../inputs/projectId";
import type { FileItem, ExportItem } from "../model/exports";
import { type Problem, showAll } from "../text/problem";

type ByPath = ExportItem & { source: { project: string; path: string } };

const isByPath = (item: ExportItem): item is ByPath => "path" in item.source;
const hasFile = (item: ExportItem): item is FileItem => "file" in item.source;

/** How the caller that declares the resources looks up files and creates errors. */
export interface FileLookups {
  getFiles: (args: GetFilesArgs) => Promise<GetFilesResult>;
  refusal: (message: string) => Error;
}

/**
 * The items, each with its file's id. Paths are looked up together: one listing per folder, however many paths there are.
 * Paths that don't exist are errors, all reported together with their positions.
 */
export function withFiles(items: ExportItem[], lookups: FileLookups): FileItem[] | Promise<FileItem[]> {
  return items.every(hasFile) ? items : found(items, lookups);
}

async function found(items: ExportItem[], lookups: FileLookups): Promise<FileItem[]> {
  const byPath = items.filter(isByPath);
  const projects = [...new Set(byPath.map(projectOf))];
  const listed = await Promise.all(
    projects.map(async (project) => {
      const paths = byPath.filter((item) => projectOf(item) === project).map(({ source }) => source.path);
      const { files } = await lookups.getFiles({ project, include: foldersOf(paths) });
      return files.map(({ path, id }) => [keyOf(project, path), id] as const);
    }),
  );
  return withIds(items, new Map(listed.flat()), lookups);
}

function withIds(
  items: ExportItem[],
  ids: ReadonlyMap<string, string>,
  { refusal }: FileLookups,
): FileItem[] {
  const problems: Problem[] = [];
  const known = items.flatMap((item): FileItem[] => {
    if (!isByPath(item)) return hasFile(item) ? [item] : [];
    const file = ids.get(keyOf(projectOf(item), item.source.path));
    if (file !== undefined) return [{ ...item, source: { file } }];
    const message = `project ${projectOf(item)} has no file "${item.source.path}", or the token's user can't see it`;
    problems.push({ ...item.where("source", "path"), message });
    return [];
  });
  const [first] = problems;
  if (first) throw refusal(showAll(first.source.file, problems));
  return known;
}

const projectOf = ({ source }: ByPath): string => toProjectId(source.project);
const keyOf = (project: string, path: string): string => `${project}\n${path}`;

/** One glob per folder. Thousands of files are usually in a few folders, and each glob is tried on every file. */
const foldersOf = (paths: readonly string[]): string[] =>
  [...new Set(paths.map((path) => posix.dirname(path)))].map((folder) =>
    folder === "." ? "*" : `${folder.replace(/[\\*?[\]{}()!+@|]/g, String.raw`\$&`)}/*`,
  );
