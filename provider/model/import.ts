import { ARROW, fields, json, TAB } from "./line";

export interface ImportDestination {
  project?: string | undefined;
  /** A folder's id, instead of a project. */
  parent?: string | undefined;
  /** Default: the last part of the location. */
  name?: string | undefined;
}

/** What holds for one import, beside what goes where. It travels whole. */
export interface ImportSettings {
  overwrite: boolean;
  autorename: boolean;
  /** For folders alone; the platform refuses it for a file. */
  preserveFolderStructure?: boolean | undefined;
}

/** An import with all defaults filled in: of a FileImport, or of an item of a BulkFileImport. */
export interface Import extends ImportSettings {
  /** `location` is below the volume's prefix; a folder's ends in "/". */
  source: { volume: string; location: string };
  destination: ImportDestination;
}

type Ends = Pick<Import, "source" | "destination">;

/** A folder's location ends in "/"; it stands for everything whose key begins so. */
export const isFolderLocation = (location: string): boolean => location.endsWith("/");

/** Straight into the destination, without a folder of their own: then the result is the destination itself. */
export const isScattered = ({
  source,
  preserveFolderStructure,
}: {
  source: { location: string };
  preserveFolderStructure?: unknown;
}): boolean => isFolderLocation(source.location) && preserveFolderStructure === false;

/** The name of the alias, or of the folder that holds the aliases: as given, else the last part of the location. */
export const importedName = ({
  source,
  destination,
}: {
  source: { location: string };
  destination: ImportDestination;
}): string => destination.name ?? source.location.replace(/\/$/, "").split("/").at(-1) ?? "";

/** The name in the destination; empty where objects come straight into it. */
export const nameIn = (item: Ends & Pick<Import, "preserveFolderStructure">): string =>
  isScattered(item) ? "" : importedName(item);

/** A project's "owner/project", or a folder's id. */
export const folderOf = ({ destination }: { destination: ImportDestination }): string =>
  destination.parent ?? destination.project ?? "";

/** A project's id holds a slash, a folder's doesn't. */
export const isProject = (folder: string): boolean => folder.includes("/");

const headOf = (item: Import): string => {
  const { volume, location } = item.source;
  return `${volume}/${location}${ARROW}${folderOf(item)}/${nameIn(item)}`;
};

/** Imports are known by where they go; those without a name of their own by the whole line. */
export const importKey = (item: Import): string =>
  nameIn(item) === "" ? headOf(item) : `${folderOf(item)}/${nameIn(item)}`;

/** "owner/volume/location -> owner/project/name", or with a folder's id in the project's place; then settings as JSON. */
export function importLine(item: Import): string {
  const { overwrite, autorename, preserveFolderStructure } = item;
  const settings = {
    ...(overwrite && { overwrite }),
    ...(autorename && { autorename }),
    ...(preserveFolderStructure !== undefined && { preserveFolderStructure }),
  };
  return fields([headOf(item), json(settings)]);
}

/** What holds where nobody says anything else. */
export const IMPORT_DEFAULTS = { overwrite: false, autorename: false } satisfies ImportSettings;

/** What makes it another item of its resource: these settings matter only until the alias was made. */
export const importIdentity = (item: Import): string => importLine({ ...item, ...IMPORT_DEFAULTS });

/** Locations and names may hold an arrow themselves; what follows the right one is a folder and a name. */
const HEAD = /^([^/]+\/[^/]+)\/(.*?) -> ([^/\s]+\/[^/\s]+|[0-9a-f]{24})\/([^/]*)$/s;

/** Whether the text may be one that `importLine` has written. */
export function isImportLine(text: string): boolean {
  const [head = "", settings = "{}"] = text.split(TAB);
  return HEAD.test(head) && /^\{.*\}$/.test(settings);
}

/** Reads what `importLine` writes. */
export function parseImport(line: string): Import {
  const [head = "", settings = ""] = line.split(TAB);
  const [, volume = "", location = "", folder = "", name = ""] = HEAD.exec(head) ?? [];
  const source = { volume, location };
  const isDefault = name === "" || name === importedName({ source, destination: {} });
  return {
    source,
    destination: { [isProject(folder) ? "project" : "parent"]: folder, ...(!isDefault && { name }) },
    ...IMPORT_DEFAULTS,
    ...((settings ? JSON.parse(settings) : {}) as Partial<Import>),
  };
}
