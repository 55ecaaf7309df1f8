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
 * Whether a job is the one that a request asks for. Answers spell their members in other ways than requests did: the
 * platform's samples show a folder's location without its slash, `project`, `parent` and `name` together, and defaults
 * filled in (its page "Start an import job"). So only what both sides show, and what can't be spelling, tells them apart.
 */
export interface Comparer<Request, J> {
  /** Equal for a request and its job in every spelling, and for few others: to look candidates up by. */
  key(one: Request | J): string;
  /** The same of the place that is written to. */
  placeKey(one: Request | J): string;
  /** The same of the source alone, for a platform that shows places in a form of its own. */
  sourceKey(one: Request | J): string;
  agrees(request: Request, job: J): boolean;
  /** How many members are spelled alike: of several jobs that agree, the closest one is meant. */
  closeness(request: Request, job: J): number;
}

type ImportEnds = Pick<Import, "source" | "destination"> &
  Partial<Pick<Import, "preserveFolderStructure" | "autorename">>;

/** File ids are hexadecimal; owners' and volumes' names differ by more than case. Keys of objects don't. */
const sameId = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Stores take a slash in front for an empty folder's name; whether the platform strips it isn't documented. */
const bareLocation = (location: string): string => location.replace(/^\//, "");

/** The same without the slash that stands for "everything below", too. */
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
      // The platform refuses the structure's setting for a file, so a job that shows it is rather a folder's.
      isFolderLocation(source.location) === isFolderLocation(from.location) ||
        isFolderLocation(source.location) === (job.preserveFolderStructure !== undefined),
      request.preserveFolderStructure === job.preserveFolderStructure,
      to.project !== undefined && to.project === shown.project,
      to.parent !== undefined && to.parent === shown.parent,
      to.name === shown.name,
    ),
};

/** A folder's import is one of a slash at the end of either location, or of none; structures differ if both show it. */
function isOtherKind(request: ImportEnds, job: ImportJob): boolean {
  if (!isFolderLocation(request.source.location)) return isFolderLocation(job.source.location);
  const shown = job.preserveFolderStructure;
  return shown !== undefined && shown !== (request.preserveFolderStructure ?? true);
}

/** A project is no folder's id: only what both sides name can differ. */
function isElsewhere(asked: ImportDestination, shown: ImportDestination): boolean {
  const differ = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && !sameId(a, b);
  return differ(asked.project, shown.project) || differ(asked.parent, shown.parent);
}

/** Where the import makes no folder of its own, its name means nothing. */
function isNameAlike(request: ImportEnds, job: ImportJob): boolean {
  if (isScattered(request)) return true;
  const wanted = importedName(request);
  const shown = importedName(job);
  return shown === wanted || (request.autorename === true && shown.replace(/^_\d+_/, "") === wanted);
}
