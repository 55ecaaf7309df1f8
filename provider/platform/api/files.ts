import { z } from "zod";
import type { Client } from "../http/client";
import { segment } from "../http/path";
import { BULK_SIZE, type BulkAnswer, bulkGet } from "./bulk";
import { chunksOf } from "../collections";
import { listAll, listWhole, PAGE_SIZE } from "../http/paging";
import { filledText, maybe, maybeFlag, maybeNumber, maybeText } from "../http/lenient";

/** Where a file's content is stored: on the platform, or on a volume (then the file is an alias, which can't be exported). */
export interface FileStorage {
  type: string;
  volume?: string | undefined;
  location?: string | undefined;
  hostedOnLocations?: string[] | undefined;
}

export interface PlatformFile {
  id: string;
  name: string;
  project?: string | undefined;
  /** Lower case: "file" or "folder". */
  type: string;
  /** Bytes; absent on folders. */
  size?: number | undefined;
  parent?: string | undefined;
  href?: string | undefined;
  createdOn?: string | undefined;
  modifiedOn?: string | undefined;
  storage?: FileStorage | undefined;
  task?: string | undefined;
  tags: string[];
  metadata: Record<string, unknown>;
  secondaryFiles: string[];
  /** What the platform says explicitly; usually nothing (see archived.ts). */
  archived?: boolean | undefined;
}

const storageSchema = z.looseObject({
  type: z.string(),
  volume: maybeText,
  location: maybeText,
  hosted_on_locations: maybe(z.array(z.string())),
});

const secondarySchema = maybe(z.array(z.looseObject({ id: z.string() })));

/** A file as the platform sends it; in lists without `fields=_all` most members are missing. */
export const fileSchema = z
  .looseObject({
    id: filledText,
    name: maybeText,
    project: maybeText,
    type: maybeText,
    size: maybeNumber,
    parent: maybeText,
    href: maybeText,
    created_on: maybeText,
    modified_on: maybeText,
    storage: maybe(storageSchema),
    origin: maybe(z.looseObject({ task: maybeText })),
    tags: maybe(z.array(z.string())),
    metadata: maybe(z.record(z.string(), z.unknown())),
    secondary_files: secondarySchema,
    _secondary_files: secondarySchema,
    is_archived: maybeFlag,
  })
  .transform((wire): PlatformFile => ({
    id: wire.id,
    name: wire.name ?? "",
    project: wire.project,
    type: wire.type?.toLowerCase() ?? "file",
    size: wire.size,
    parent: wire.parent,
    href: wire.href,
    createdOn: wire.created_on,
    modifiedOn: wire.modified_on,
    storage: wire.storage ? storage(wire.storage) : undefined,
    task: wire.origin?.task,
    tags: wire.tags ?? [],
    metadata: wire.metadata ?? {},
    secondaryFiles: (wire.secondary_files ?? wire._secondary_files ?? []).map((file) => file.id),
    archived: wire.is_archived,
  }));

const storage = (wire: z.output<typeof storageSchema>): FileStorage => ({
  type: wire.type.toUpperCase(),
  volume: wire.volume,
  location: wire.location,
  hostedOnLocations: wire.hosted_on_locations,
});

/** Includes `parent`, which lists and bulk responses may lack. */
export const getFile = (client: Client, id: string, signal?: AbortSignal): Promise<PlatformFile> =>
  client.call({ path: `/files/${segment(id)}`, answer: fileSchema, advanceAccess: true, signal });

/** The members of a bulk call about files. */
export const bulkFiles = (client: Client) => ({
  path: "/bulk/files/get",
  idsKey: "file_ids",
  item: fileSchema,
  key: (file: PlatformFile) => file.id,
  one: (id: string) => getFile(client, id),
});

/** Up to 100 files with one request; an id that can't be read gives an error of its own. */
export const bulkGetFiles = (client: Client, ids: readonly string[]): Promise<BulkAnswer<PlatformFile>> =>
  bulkGet(client, bulkFiles(client), ids);

/** The same for any number of ids, 100 per request. `parents`: request each file's folder as well. */
export async function lookUpFiles(
  client: Client,
  ids: readonly string[],
  { parents = false } = {},
): Promise<BulkAnswer<PlatformFile>> {
  const what = { ...bulkFiles(client), ...(parents && { advanceAccess: true as const }) };
  const answers = await Promise.all(chunksOf(ids, BULK_SIZE).map((chunk) => bulkGet(client, what, chunk)));
  return new Map(answers.flatMap((answer) => [...answer]));
}

export interface FileFilter {
  project?: string;
  parent?: string;
  name?: string | readonly string[];
  tag?: readonly string[];
  "origin.task"?: string;
  [metadata: `metadata.${string}`]: string | readonly string[];
}

/** The files and folders on one level of a project or folder (the platform never lists deeper). */
export const listFiles = (
  client: Client,
  filter: FileFilter,
  signal?: AbortSignal,
): Promise<PlatformFile[]> =>
  listWhole(client, {
    path: "/files",
    query: { ...filter },
    item: fileSchema,
    key: (file) => file.id,
    signal,
  });

/** The same as a stream, so that a level of any size takes no more memory than a page. */
export const streamFiles = (
  client: Client,
  filter: FileFilter,
  signal?: AbortSignal,
): AsyncGenerator<PlatformFile> =>
  listAll(client, {
    path: "/files",
    query: { ...filter },
    item: fileSchema,
    key: (file) => file.id,
    signal,
  });

/** The first page of a project's top level: one request. */
export async function someFiles(client: Client, project: string): Promise<PlatformFile[]> {
  const found: PlatformFile[] = [];
  const listing = {
    path: "/files",
    query: { project },
    item: fileSchema,
    key: (file: PlatformFile) => file.id,
  };
  for await (const file of listAll(client, listing)) if (found.push(file) === PAGE_SIZE) break;
  return found;
}

/** The maximum length of names in one address; the platform's own limit isn't documented, its Python client's is 6000. */
const NAMES_LENGTH = 3_000;

/** The files and folders with one of these names on one level; about 100 names per request. */
export async function filesByName(
  client: Client,
  level: Pick<FileFilter, "project" | "parent">,
  names: readonly string[],
): Promise<PlatformFile[]> {
  const files = [];
  for (const name of namesPerRequest(names)) files.push(...(await listFiles(client, { ...level, name })));
  return files;
}

function namesPerRequest(names: readonly string[]): string[][] {
  const groups: string[][] = [];
  let left = 0;
  for (const name of new Set(names)) {
    const length = "&name=".length + encodeURIComponent(name).length;
    if (left < length) [left] = [NAMES_LENGTH, groups.push([])];
    groups.at(-1)!.push(name);
    left -= length;
  }
  return groups;
}
