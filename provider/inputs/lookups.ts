import { z } from "zod";
import { fileId, volumeId } from "./fields";
import { folderId, projectId } from "./projectId";

/** The arguments of getFile, getFiles, getVolume and getExport. */

const text = z.string().min(1, "must not be empty");

/** A path below a project, without anything that would change its meaning in a request. */
const path = text
  .refine((given) => !given.startsWith("/"), 'must not start with "/": it is relative to the project')
  .refine((given) => !given.includes("//") && !given.endsWith("/"), "must not have empty parts");

const oneOf = (given: object, ...groups: string[][]): boolean =>
  groups.filter((group) => group.some((key) => (given as Record<string, unknown>)[key] !== undefined))
    .length === 1;

export const getFileArgs = z
  .strictObject({ id: fileId.optional(), project: projectId.optional(), path: path.optional() })
  .refine((args) => oneOf(args, ["id"], ["project", "path"]), "must have either id, or project and path")
  .refine((args) => (args.project === undefined) === (args.path === undefined), {
    message: "must have both of project and path",
  });

const glob = text
  .refine(
    (given) => !given.startsWith("/"),
    'must not start with "/": it is compared to the path below the project, such as "aligned/a.cram"',
  )
  .refine(
    (given) => !/^!(?!\()/.test(given),
    'must not start with "!": put what is to be left out into exclude',
  );

const listOf = <S extends z.ZodType>(item: S, ifEmpty: string) => z.array(item).min(1, ifEmpty);

const bytes = z.number().int().nonnegative("must not be negative");

const MOMENT = {
  error: 'must be a date, such as "2026-01-31", or a time with its zone, such as "2026-01-31T08:00:00Z"',
};
const moment = z.union([z.iso.date(MOMENT), z.iso.datetime({ offset: true, ...MOMENT })]);

/**
 * Selects files below a project or folder; shared by getFiles and everything else that selects. Editors show the
 * descriptions for a manifest.
 */
export const selectionShape = {
  project: projectId.optional().describe('The project, "owner/name" or its address in the browser'),
  parent: folderId.optional().describe("A folder's id, to search only below it"),
  recursive: z.boolean().optional().describe("Search subfolders as well; default: true"),
  include: listOf(glob, "must not be empty; leave it out to include every file")
    .optional()
    .describe('Globs on the path below the project, such as "**/*.cram"; default: every file'),
  exclude: z.array(glob).optional().describe("Globs of what to leave out, even if it is included above"),
  metadata: z
    .record(z.string(), z.union([z.string(), listOf(z.string(), "must not be an empty list")]))
    .optional()
    .describe("Values by key; if several are given, the file must have one of them"),
  tags: listOf(text, "must not be empty; leave it out to take files whatever their tags")
    .optional()
    .describe("The file must have at least one of these"),
  task: text.optional().describe("The id of the task that created the file"),
  minSize: bytes.optional().describe("Minimum size in bytes"),
  maxSize: bytes.optional().describe("Maximum size in bytes"),
  createdFrom: moment
    .optional()
    .describe(
      'Created at this time or later: a date such as "2026-01-31" (from midnight UTC), or a time with its zone',
    ),
  createdBefore: moment.optional().describe("Created before this time"),
  secondaryFiles: z.boolean().optional().describe("Include index files; default: false"),
};

export const getFilesArgs = z
  .strictObject(selectionShape)
  .refine((args) => oneOf(args, ["project"], ["parent"]), "must have exactly one of project and parent");

export const getVolumeArgs = z
  .strictObject({ id: volumeId.optional(), bucket: text.optional() })
  .refine((args) => oneOf(args, ["id"], ["bucket"]), "must have exactly one of id and bucket");

export const getExportArgs = z.strictObject({
  id: text.refine((id) => /^[\w-]+$/.test(id), "must be an export job's id, such as FileExport's `id`"),
});
