import type { Client } from "../../platform/http/client";
import { isPlatformError, type PlatformError } from "../../platform/errors/errors";
import { filesByName, type PlatformFile } from "../../platform/api/files";
import { groupBy } from "../../platform/collections";
import { orRefusal } from "./volumes";
import type { PlannedImport } from "../plan/planned";

/** A project's or folder's own level: what has the names asked for there, or why it can't be read. */
export type Level = ReadonlyMap<string, PlatformFile> | PlatformError;

/**
 * What has the names that imports want, by project or folder: a request for some hundred names of each, since the platform
 * filters by several (its page "List files"). Also tells whether the place is there at all.
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

/** Of what comes without a name of its own only the place is looked at. */
const hasPlace = (item: PlannedImport): item is PlannedImport & { folder: string; name: string } =>
  item.folder !== undefined && item.name !== undefined;
