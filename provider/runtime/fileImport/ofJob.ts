import { IMPORT_DEFAULTS, importedName, isFolderLocation } from "../../model/import";
import { type PropertyMap, present, withDefaults } from "../../inputs/propertyMap";
import { type ImportJob } from "../../platform/api/imports";
import type { Session } from "../account/session";

/** The inputs that would declare a job; the job shows more than its request had, and a folder without its slash. */
export async function inputsOfJob(account: Session, job: ImportJob): Promise<PropertyMap> {
  const { volume, location } = job.source;
  const { preserveFolderStructure } = job;
  // The platform refuses this setting for files: https://docs.sevenbridges.com/reference/start-an-import-job-v2
  const isBareFolder = preserveFolderStructure !== undefined && !isFolderLocation(location);
  return {
    source: { volume, location: isBareFolder ? `${location}/` : location },
    destination: await destinationOf(account, job),
    ...withDefaults({ ...job }, IMPORT_DEFAULTS),
    // True is the default.
    ...(preserveFolderStructure === false && { preserveFolderStructure }),
  };
}

/** Project or folder, never both: the project if the folder is its root. */
async function destinationOf(account: Session, { source, destination }: ImportJob): Promise<PropertyMap> {
  const { project, parent } = destination;
  const isDefault = destination.name === importedName({ source, destination: {} });
  const name = isDefault ? undefined : destination.name;
  if (project === undefined || parent === undefined) return present({ project, parent, name });
  const folder = await account.file(parent).catch(() => undefined);
  return present(folder?.parent === undefined ? { project, name } : { parent, name });
}
