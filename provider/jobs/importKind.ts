import type { Client } from "../platform/http/client";
import { isPlatformError } from "../platform/errors/errors";
import { isAliasAt, isAliasBelow } from "../platform/api/alias";
import { bulkGetFiles, filesByName, listFiles, type PlatformFile } from "../platform/api/files";
import { groupBy } from "../platform/collections";
import {
  folderOf,
  type Import,
  type ImportDestination,
  importedName,
  isFolderLocation,
  isScattered,
  nameIn,
} from "../model/import";
import { type ImportJob, importsApi } from "../platform/api/imports";
import { importComparer, sameId } from "../platform/api/sameJob";
import { Shared } from "./freshCache";
import type { Finished, JobKind } from "./kinds";

/** The members that requests and jobs share. */
type Where = Pick<Import, "source" | "destination"> & Partial<Import>;

const identityOf = (where: Where): string =>
  [where.source.volume, where.source.location, folderOf(where), nameIn(where)].join("\n");

/**
 * An import leaves an alias of its object under its name in the destination. It is looked up before submitting, since the
 * platform would silently carry out a second import: under another name beside the first, or in its place, losing the
 * metadata that was set on it.
 */
export const importKind: JobKind<Import, ImportJob> = {
  api: importsApi,
  volume: ({ source }) => source.volume,
  // With autorename, or with many objects, different sources may go to one folder.
  place: (where: Where) =>
    where.autorename || isScattered(where) ? identityOf(where) : `${folderOf(where)}/${importedName(where)}`,
  source: ({ source }) => `${source.volume}/${source.location}`,
  identity: identityOf,
  comparer: importComparer,
  isThere: (client, request, { destination }) => isIn(client, destination, request),
  query: () => ({}),
  mode: () => "import",
  leavesNoTrace: () => false,
  mayMeanDone: [9108, 10223, 10224],
  looksFirst: true,
  async findDone(client, requests, finished) {
    const done = await aliasesByName(
      client,
      requests.filter(({ source }) => !isFolderLocation(source.location)),
    );
    const rest = requests.filter((request) => !done.has(request) && leavesNoName(request));
    const byJob = await resultsOfJobs(client, rest, finished);
    return new Map([...done, ...byJob]);
  },
};

/** Whether the result can't be found by its name: it was renamed, or it is a folder, which doesn't show its source. */
const leavesNoName = (request: Import): boolean =>
  request.autorename === true || isFolderLocation(request.source.location);

type Done = Map<Import, PlatformFile>;

async function aliasesByName(client: Client, requests: readonly Import[]): Promise<Done> {
  const done: Done = new Map();
  for (const group of groupBy(requests, folderOf).values()) {
    const names = group.map(importedName);
    for (const file of await orNone(filesByName(client, levelOf(group[0]!), names))) {
      const request = group.find((one) => importedName(one) === file.name && isAliasAt(file, one.source));
      if (request) done.set(request, file);
    }
  }
  return done;
}

const levelOf = ({ destination: { parent, project = "" } }: Where) =>
  parent !== undefined ? { parent } : { project };

/** A finished job of the same import counts if its result still exists. */
async function resultsOfJobs(
  client: Client,
  requests: readonly Import[],
  finished: Finished<Import, ImportJob>,
): Promise<Done> {
  const ids = new Map<Import, string>();
  for (const request of requests) {
    const id = (await finished(request))?.result?.id;
    if (id !== undefined) ids.set(request, id);
  }
  const done: Done = new Map();
  if (ids.size === 0) return done;
  const files = await bulkGetFiles(client, [...new Set(ids.values())]);
  for (const [request, id] of ids) {
    const file = files.get(id);
    if (file && !isPlatformError(file) && (await isStill(client, file, request))) done.set(request, file);
  }
  return done;
}

async function isStill(client: Client, file: PlatformFile, request: Import): Promise<boolean> {
  if (isScattered(request)) {
    const here = await orNone(listFiles(client, levelOf(request)));
    return here.some((one) => isAliasBelow(one, request.source));
  }
  const isIt = isFolderLocation(request.source.location)
    ? file.type === "folder"
    : isAliasAt(file, request.source);
  return isIt && isIn(client, file, request);
}

/**
 * Whether it lies where the request says. A job shows project and folder both, so one that imports to a folder looks like one
 * for the project itself.
 */
async function isIn(
  client: Client,
  { parent, project }: ImportDestination,
  { destination }: Import,
): Promise<boolean> {
  if (parent === undefined) return true;
  if (destination.parent !== undefined) return sameId(parent, destination.parent);
  if (project !== undefined && !sameId(project, destination.project ?? "")) return false;
  return rootsOf(client).get(parent);
}

/** Whether folders may be the root folders of their projects; asked once, since that doesn't change. */
const roots = new WeakMap<Client, Shared<boolean>>();

function rootsOf(client: Client): Shared<boolean> {
  const known = roots.get(client);
  if (known) return known;
  const made = new Shared(client.clock, async (id) => {
    const folder = (await bulkGetFiles(client, [id])).get(id);
    // A root folder has no parent. A folder that isn't shown can't be told apart.
    return folder === undefined || isPlatformError(folder) || folder.parent === undefined;
  });
  roots.set(client, made);
  return made;
}

/** A destination that doesn't exist is empty; the refusal of the submission itself has the better message. */
const orNone = (files: Promise<PlatformFile[]>): Promise<PlatformFile[]> =>
  files.catch((error: unknown) => {
    if (isPlatformError(error) && error.isNotFound) return [];
    throw error;
  });
