import { ARROW, fields, json, LineError, settingsIn, type SettingTypes, TAB } from "./line";

export interface ImportDestination {
  project?: string | undefined;
  /** A folder's id, instead of a project. */
  parent?: string | undefined;
  /** Default: the last part of the location. */
  name?: string | undefined;
}

/** Settings of one import, besides what goes where. Passed around whole. */
export interface ImportSettings {
  overwrite: boolean;
  autorename: boolean;
  /** For folders only; the platform refuses it for a file. */
  preserveFolderStructure?: boolean | undefined;
}

/** An import with all defaults filled in: a FileImport, or an item of a BulkFileImport. */
export interface Import extends ImportSettings {
  /** `location` is relative to the volume's prefix; a folder's ends in "/". */
  source: { volume: string; location: string };
  destination: ImportDestination;
}

type Ends = Pick<Import, "source" | "destination">;

/** A folder's location ends in "/" and denotes every object whose key starts with it. */
export const isFolderLocation = (location: string): boolean => location.endsWith("/");

/** Whether a folder's objects go straight into the destination; the result is then the destination itself. */
export const isScattered = ({
  source,
  preserveFolderStructure,
}: {
  source: { location: string };
  preserveFolderStructure?: unknown;
}): boolean => isFolderLocation(source.location) && preserveFolderStructure === false;

/** The name of the alias, or of the folder that holds the aliases: as given, or else the last part of the location. */
export const importedName = ({
  source,
  destination,
}: {
  source: { location: string };
  destination: ImportDestination;
}): string => destination.name ?? source.location.replace(/\/$/, "").split("/").at(-1) ?? "";

/** The name in the destination; empty if objects go straight into it. */
export const nameIn = (item: Ends & Pick<Import, "preserveFolderStructure">): string =>
  isScattered(item) ? "" : importedName(item);

/** A project's "owner/project", or a folder's id. */
export const folderOf = ({ destination }: { destination: ImportDestination }): string =>
  destination.parent ?? destination.project ?? "";

/** A project's id contains a slash, a folder's doesn't. */
export const isProject = (folder: string): boolean => folder.includes("/");

const headOf = (item: Import): string => {
  const { volume, location } = item.source;
  return `${volume}/${location}${ARROW}${folderOf(item)}/${nameIn(item)}`;
};

/** Imports are identified by their destination; those without a name of their own by the whole line. */
export const importKey = (item: Import): string =>
  nameIn(item) === "" ? headOf(item) : `${folderOf(item)}/${nameIn(item)}`;

/** "owner/volume/location -> owner/project/name", or with a folder's id instead of the project; then settings as JSON. */
export function importLine(item: Import): string {
  const { overwrite, autorename, preserveFolderStructure } = item;
  const settings = {
    ...(overwrite && { overwrite }),
    ...(autorename && { autorename }),
    ...(preserveFolderStructure !== undefined && { preserveFolderStructure }),
  };
  return fields([headOf(item), json(settings)]);
}

/** Used where neither an item nor its resource sets a value. */
export const IMPORT_DEFAULTS = { overwrite: false, autorename: false } satisfies ImportSettings;

/** What distinguishes it from the resource's other items. Its flags aren't part of it: they matter only until the alias exists. */
export const importIdentity = (item: Import): string => importLine({ ...item, ...IMPORT_DEFAULTS });

/** Locations and names may contain an arrow themselves; the one that separates is followed by a folder and a name. */
const HEAD = /^([^/]+\/[^/]+)\/(.*?) -> ([^/\s]+\/[^/\s]+|[0-9a-f]{24})\/([^/]*)$/s;

/** Whether the string has the form that `importLine` writes. */
export function isImportLine(text: string): boolean {
  try {
    return parseImport(text) !== undefined;
  } catch {
    return false;
  }
}

const IN_LINES: SettingTypes = {
  overwrite: "boolean",
  autorename: "boolean",
  preserveFolderStructure: "boolean",
};

/**
 * Parses what `importLine` writes.
 *
 * @throws {LineError} if it is something else
 */
export function parseImport(line: string): Import {
  const [head = "", settings = "", ...more] = line.split(TAB);
  const parts = more.length === 0 ? HEAD.exec(head)?.slice(1) : undefined;
  if (!parts) throw new LineError(line);
  const [volume, location, folder, name] = parts as [string, string, string, string];
  const source = { volume, location };
  const isDefault = name === "" || name === importedName({ source, destination: {} });
  return {
    source,
    destination: { [isProject(folder) ? "project" : "parent"]: folder, ...(!isDefault && { name }) },
    ...IMPORT_DEFAULTS,
    ...(settings ? settingsIn(settings, line, IN_LINES) : {}),
  };
}
