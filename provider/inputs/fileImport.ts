import { IMPORT_DEFAULTS, isFolderLocation } from "../model/import";
import { z } from "zod";
import { isObject, present, type PropertyMap, withDefaults } from "./propertyMap";
import { importLocation, optionalFlag, toFileId, volumeId } from "./fields";
import { folderId, projectId, toProjectId } from "./projectId";
import { isUnknown } from "./unknowns";

/** The limit on names of files and folders: https://docs.sevenbridges.com/docs/upload-from-a-volume */
const LONGEST_NAME = 255;
const FOLDER_NAME = /^[A-Za-z0-9_.-]+$/;

const name = z
  .string()
  .min(1, "must not be empty")
  .max(LONGEST_NAME, `is too long; at most ${LONGEST_NAME} characters are allowed`)
  .regex(
    /^[^/]+$/,
    'must not contain "/": it is a name, not a path; to import into a folder, give its id as parent',
  );

const place = z.strictObject({
  project: projectId.nullish(),
  parent: folderId.nullish(),
  name: name.nullish(),
});

const destination = place.superRefine(({ project, parent }, context) => {
  if (isUnknown(project) || isUnknown(parent) || isGiven(project) !== isGiven(parent)) return;
  context.addIssue({ code: "custom", message: "must have exactly one of project and parent" });
});

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Settings that a resource may give for all its imports. */
export const sharedFlags = {
  overwrite: optionalFlag.describe(
    "Delete an existing file of the same name in the destination; default: false",
  ),
  autorename: optionalFlag.describe(
    "If the name is taken, prefix it with _1_, _2_ and so on; default: false",
  ),
};

const flags = { overwrite: optionalFlag, autorename: optionalFlag, preserveFolderStructure: optionalFlag };

/** Names of the settings that travel with an import. */
export const IMPORT_SETTINGS: readonly string[] = Object.keys(flags);

const shapeOn = <Volume extends z.ZodType<string>>(volume: Volume) => ({
  source: z.strictObject({ volume, location: importLocation }),
  destination,
  ...flags,
});

interface Import {
  source: { location: string };
  destination: { name?: string | null | undefined };
  preserveFolderStructure?: boolean | null | undefined;
}

/** Folders have a setting of their own, and stricter rules for names. */
function fitsLocation(inputs: Import, context: z.core.$RefinementCtx): void {
  const { location } = inputs.source;
  if (isUnknown(location)) return;
  if (!isFolderLocation(location) && isGiven(inputs.preserveFolderStructure)) {
    const message = `can be given only for a folder, and source.location "${location}" doesn't end in "/"`;
    context.addIssue({ code: "custom", path: ["preserveFolderStructure"], message });
  }
  const message = isFolderLocation(location) ? folderNameProblem(inputs) : undefined;
  if (message) context.addIssue({ code: "custom", path: ["destination", "name"], message });
}

/** https://docs.sevenbridges.com/docs/upload-from-a-volume, and the API's page "Create a folder" for leading underscores. */
function folderNameProblem({ source, destination, preserveFolderStructure }: Import): string | undefined {
  const { name } = destination;
  if (isUnknown(name)) return undefined;
  if (typeof name !== "string")
    return preserveFolderStructure !== false && source.location.endsWith("//")
      ? `must be given, since the last part of source.location "${source.location}" is empty`
      : undefined;
  if (!FOLDER_NAME.test(name)) return "must consist of letters, digits, and _ . - for a folder";
  return name.startsWith("__") ? 'must not start with "__" for a folder' : undefined;
}

/** An import as users write it, with what they may write for a volume. */
export const importDefinition = <Volume extends z.ZodType<string>>(volume: Volume) =>
  z.strictObject(shapeOn(volume)).superRefine(fitsLocation);

/** One of many: its resource may supply what it omits. */
export const importItemDefinition = <Volume extends z.ZodType<string>>(volume: Volume) =>
  z.strictObject({
    source: z.strictObject({ volume: volume.nullish(), location: importLocation }),
    destination: place.nullish(),
    ...flags,
  });

export const fileImportInputs = z.strictObject(shapeOn(volumeId)).superRefine(fitsLocation);

/**
 * The normal form of the inputs, so that equal ones compare equal: ids instead of addresses, defaults filled in, and
 * `null` the same as omitted. The platform keeps a folder's structure by default, and accepts no such setting for a
 * single object.
 */
export function normaliseFileImport(inputs: PropertyMap): PropertyMap {
  const { preserveFolderStructure, ...rest } = present(inputs);
  const location = isObject(inputs["source"]) ? inputs["source"]["location"] : undefined;
  const isFolder = typeof location === "string" && !isUnknown(location) && isFolderLocation(location);
  const structure = preserveFolderStructure ?? (isFolder ? true : undefined);
  return {
    ...rest,
    destination: normaliseDestination(inputs["destination"]),
    ...withDefaults(inputs, IMPORT_DEFAULTS),
    ...(structure !== undefined && { preserveFolderStructure: structure }),
  };
}

function normaliseDestination(given: unknown): unknown {
  if (!isObject(given)) return given;
  const { project, parent, ...rest } = present(given);
  return {
    ...rest,
    ...(project !== undefined && { project: known(project, toProjectId) }),
    ...(parent !== undefined && { parent: known(parent, toFileId) }),
  };
}

const known = (value: unknown, normalise: (text: string) => string): unknown =>
  typeof value === "string" && !isUnknown(value) ? normalise(value) : value;
