// Items of bulk resources in the flat form in which tests write them.
import { type Export, exportLine, parseExport } from "../../provider/model/export";
import { folderOf, importLine, isProject, nameIn, parseImport } from "../../provider/model/import";

export interface FlatExport extends Partial<Pick<Export, "overwrite" | "properties">> {
  file: string;
  volume: string;
  location: string;
}

export const lineOfExport = ({ file, volume, location, overwrite = false, ...more }: FlatExport): string =>
  exportLine({ source: { file }, destination: { volume, location }, overwrite, ...more });

export function flatExport(line: string): FlatExport {
  const { source, destination, copyOnly: _, ...settings } = parseExport(line);
  return { file: source.file, ...destination, ...settings };
}

export interface FlatImport {
  volume: string;
  location: string;
  /** A project's "owner/project", or a folder's id. */
  folder: string;
  name: string;
  overwrite: boolean;
  autorename: boolean;
  preserveFolderStructure?: boolean | undefined;
}

export const lineOfImport = ({ volume, location, folder, name, ...settings }: FlatImport): string =>
  importLine({
    source: { volume, location },
    destination: { [isProject(folder) ? "project" : "parent"]: folder, ...(name !== "" && { name }) },
    ...settings,
  });

export function flatImport(line: string): FlatImport {
  const item = parseImport(line);
  const { source, destination: _, ...settings } = item;
  return { ...source, folder: folderOf(item), name: nameIn(item), ...settings };
}
