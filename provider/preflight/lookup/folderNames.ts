import type { Client } from "../../platform/http/client";
import { isPlatformError, type PlatformError } from "../../platform/errors/errors";
import { filesByName, type PlatformFile } from "../../platform/api/files";
import { groupBy } from "../../platform/collections";
import { orRefusal } from "./volumes";
import type { PlannedImport } from "../plan/planned";

/** A project's or folder's own level: the files with the requested names, or why it can't be read. */
export type Level = ReadonlyMap<string, PlatformFile> | PlatformError;

/**
 * Finds the files that have the names which imports need, by project or folder, with one request per hundred or so names,
 * since the platform can filter by several (https://docs.sevenbridges.com/reference/list-files-primary-method). Also shows
 * whether the project or folder exists at all.
 */
export async function lookUpNames(
  client: Client,
  imports: readonly PlannedImport[],
): Promise<Map<string, Level>> {
  const groups = groupBy(imports.filter(hasPlace), ({ folder }) => folder);
  const levels = [...groups].map(async ([folder, group]): Promise<[string, Level]> => {
    const found = await orRefusal(
      filesByName(
        client,
        isProject(folder) ? { project: folder } : { parent: folder },
        group.map(({ name }) => name),
      ),
    );
    return [folder, isPlatformError(found) ? found : new Map(found.map((file) => [file.name, file]))];
  });
  return new Map(await Promise.all(levels));
}

/** Folders have ids without a slash. */
export const isProject = (folder: string): boolean => folder.includes("/");

/** For imports without a name of their own, only the project or folder is checked. */
const hasPlace = (item: PlannedImport): item is PlannedImport & { folder: string; name: string } =>
  item.folder !== undefined && item.name !== undefined;
