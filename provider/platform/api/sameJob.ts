import type { ExportEnds } from "../../model/export";
import {
  folderOf,
  type Import,
  type ImportDestination,
  importedName,
  isFolderLocation,
  isScattered,
} from "../../model/import";
import type { ExportJob } from "./exports";
import type { ImportJob } from "./imports";

/**
 * Whether a job is the one that a request asks for. Responses may spell members differently: the platform's samples show a
 * folder's location without its slash, `project`, `parent` and `name` together, and defaults filled in
 * (https://docs.sevenbridges.com/reference/start-an-import-job-v2). So two differ only if both show a member, and the
 * difference can't be a matter of spelling.
 */
export interface Comparer<Request, J> {
  /** Equal for a request and its job in every spelling, and for few others; used to look up candidates. */
  key(one: Request | J): string;
  /** The same for the destination. */
  placeKey(one: Request | J): string;
  /** The same for the source alone, in case the platform shows destinations in a form of its own. */
  sourceKey(one: Request | J): string;
  agrees(request: Request, job: J): boolean;
  /** How many members are spelled the same: if several jobs match, the closest one is meant. */
  closeness(request: Request, job: J): number;
}

type ImportEnds = Pick<Import, "source" | "destination"> &
  Partial<Pick<Import, "preserveFolderStructure" | "autorename">>;

/** File ids are hexadecimal, and names of owners and volumes aren't distinguished by case alone. Object keys may be. */
export const sameId = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** To storage, a leading slash is a folder with an empty name; whether the platform strips it isn't documented. */
const bareLocation = (location: string): string => location.replace(/^\//, "");

/** Also without the trailing slash that denotes a folder. */
const barePath = (location: string): string => bareLocation(location).replace(/\/$/, "");

const count = (...alike: boolean[]): number => alike.filter(Boolean).length;

export const exportComparer: Comparer<ExportEnds, ExportJob> = {
  key: ({ source, destination }) =>
    [source.file, destination.volume].join("\n").toLowerCase() + `\n${bareLocation(destination.location)}`,
  placeKey: ({ destination }) => `${destination.volume.toLowerCase()}\n${bareLocation(destination.location)}`,
  sourceKey: ({ source }) => source.file.toLowerCase(),
  agrees: (request, job) => exportComparer.key(request) === exportComparer.key(job),
  closeness: ({ source, destination: to }, { source: from, destination: shown }) =>
    count(source.file === from.file, to.volume === shown.volume, to.location === shown.location),
};

export const importComparer: Comparer<ImportEnds, ImportJob> = {
  key: ({ source }) => `${source.volume.toLowerCase()}\n${barePath(source.location)}`,
  placeKey: (one) => `${folderOf(one)}\n${importedName(one)}`,
  sourceKey: (one) => importComparer.key(one),
  agrees: (request, job) =>
    importComparer.key(request) === importComparer.key(job) &&
    !isOtherKind(request, job) &&
    !isElsewhere(request.destination, job.destination) &&
    isNameAlike(request, job),
  closeness: ({ source, destination: to, ...request }, { source: from, destination: shown, ...job }) =>
    count(
      source.volume === from.volume,
      source.location === from.location,
      // The platform refuses preserve_folder_structure for a file, so a job that shows it is probably a folder's.
      isFolderLocation(source.location) === isFolderLocation(from.location) ||
        isFolderLocation(source.location) === (job.preserveFolderStructure !== undefined),
      request.preserveFolderStructure === job.preserveFolderStructure,
      to.project !== undefined && to.project === shown.project,
      to.parent !== undefined && to.parent === shown.parent,
      to.name === shown.name,
    ),
};

/** True if one imports a folder and the other a file, or if both show preserve_folder_structure and differ in it. */
function isOtherKind(request: ImportEnds, job: ImportJob): boolean {
  if (!isFolderLocation(request.source.location)) return isFolderLocation(job.source.location);
  const shown = job.preserveFolderStructure;
  return shown !== undefined && shown !== (request.preserveFolderStructure ?? true);
}

/** Compares projects with projects and folders with folders: only what both sides name can differ. */
function isElsewhere(asked: ImportDestination, shown: ImportDestination): boolean {
  const differ = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && !sameId(a, b);
  return differ(asked.project, shown.project) || differ(asked.parent, shown.parent);
}

/** If the import creates no folder of its own, its name is irrelevant. */
function isNameAlike(request: ImportEnds, job: ImportJob): boolean {
  if (isScattered(request)) return true;
  const wanted = importedName(request);
  const shown = importedName(job);
  return shown === wanted || (request.autorename === true && shown.replace(/^_\d+_/, "") === wanted);
}
