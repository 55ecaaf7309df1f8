import { ApiError } from "../errors";
import type { FileRecord } from "../world/records";
import type { World } from "../world/world";
import { type Query, queryValues } from "./paging";

/** A file the user may see. */
export function readableFile(world: World, user: string, id: string): FileRecord {
  if (id === "") throw new ApiError(5004);
  const file = world.files.get(id);
  if (!file) throw new ApiError(5002);
  if (!world.mayRead(user, file)) throw new ApiError(5001);
  return file;
}

/** The folder given by exactly one of `project` and `parent`. */
export function scopeFolder(
  world: World,
  user: string,
  project: string | undefined,
  parent: string | undefined,
): string {
  if (project !== undefined && parent !== undefined) throw new ApiError(5031);
  if (project !== undefined) {
    if (!/^[^/]+\/[^/]+$/.test(project)) throw new ApiError(5005);
    return world.people.project(user, project).rootFolder;
  }
  if (parent === undefined) throw new ApiError(5029);
  const folder = readableFile(world, user, parent);
  if (folder.type !== "folder") throw new ApiError(5022);
  return folder.id;
}

type Filter = (file: FileRecord) => boolean;

const METADATA = "metadata.";

/** All filters of a query combined: different parameters narrow, repeated ones widen; undefined if there is none. */
export function fileFilter(query: Query): Filter | undefined {
  const filters = Object.keys(query).flatMap(
    (parameter) => filterOf(parameter, queryValues(query, parameter)) ?? [],
  );
  if (filters.length === 0) return undefined;
  return (file) => filters.every((filter) => filter(file));
}

function filterOf(parameter: string, values: string[]): Filter | undefined {
  if (parameter.startsWith(METADATA)) {
    const key = parameter.slice(METADATA.length);
    return (file) => key in file.metadata && values.includes(String(file.metadata[key]));
  }
  switch (parameter) {
    case "name":
      return (file) => values.includes(file.name);
    case "tag":
      return (file) => file.tags.some((tag) => values.includes(tag));
    case "origin.task":
      return (file) => file.origin.task !== undefined && values.includes(file.origin.task);
    default:
      return undefined;
  }
}
