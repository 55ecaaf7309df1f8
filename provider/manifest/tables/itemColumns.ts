import { z } from "zod";
import { itemSettings } from "../../inputs/exportSettings";
import { fileId, importLocation, location } from "../../inputs/fields";
import { IMPORT_SETTINGS, importItemDefinition } from "../../inputs/fileImport";
import { getFileArgs } from "../../inputs/lookups";
import { folderId, projectId } from "../../inputs/projectId";
import type { ExportItem } from "../model/exports";
import type { ImportItem } from "../model/imports";
import type { Where } from "../model/position";
import { volumeRef } from "../schema/parts";
import type { Columns } from "./columns";

/** The columns that a table of one kind of items may have, and what its rows mean. */
export interface Kind<Item> {
  columns: Columns;
  row(volumes: readonly string[]): z.ZodObject;
  item(cells: Cells, where: Where): Item;
}

type Cells = Readonly<Record<string, string>>;

/** Spreadsheets write TRUE and FALSE. */
const flag = z
  .string()
  .toLowerCase()
  .pipe(z.enum(["true", "false"]))
  .optional();
const flagsOf = (cells: Cells): Record<string, boolean> =>
  Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, cell.toLowerCase() === "true"]));

/** The settings of an export that a cell can give. */
const FLAGS = Object.keys(itemSettings).filter((name) => name !== "properties");

/** The platform's own lists call it "id". */
const FILE_NAMES = { id: "file", fileid: "file" };

export const exportRows: Kind<ExportItem> = {
  columns: {
    names: ["file", "project", "path", "location", "volume", ...FLAGS],
    aliases: FILE_NAMES,
    ignored: ["name", "filename"],
    needs: [[["file"], ["project", "path"]], [["location"]]],
  },
  row: (volumes) =>
    z
      .strictObject({
        file: fileId.optional(),
        project: getFileArgs.shape.project,
        path: getFileArgs.shape.path,
        location,
        volume: volumeRef(volumes).optional(),
        ...Object.fromEntries(FLAGS.map((name) => [name, flag])),
      })
      .superRefine(({ file, project, path }, context) => {
        // With an id they are redundant: lists of files have both.
        if (file !== undefined || (project && path)) return;
        const message = "give either file, or project and path";
        context.addIssue({ code: "custom", path: ["file"], message, input: file });
      }),
  item({ file, project = "", path = "", location = "", volume, ...settings }, where) {
    return {
      source: file === undefined ? { project, path } : { file },
      destination: { volume, location },
      ...flagsOf(settings),
      where,
    };
  },
};

export const importRows: Kind<ImportItem> = {
  columns: {
    names: ["volume", "location", "project", "parent", "name", ...IMPORT_SETTINGS],
    needs: [[["location"]]],
  },
  row: (volumes) =>
    z.strictObject({
      volume: volumeRef(volumes).optional(),
      location: importLocation,
      project: projectId.optional(),
      parent: folderId.optional(),
      name: importItemDefinition(z.string()).shape.destination.unwrap().unwrap().shape.name,
      ...Object.fromEntries(IMPORT_SETTINGS.map((name) => [name, flag])),
    }),
  item({ volume, location = "", project, parent, name, ...flags }, where) {
    return {
      source: { volume, location },
      destination: { project, parent, name },
      ...flagsOf(flags),
      where,
    };
  },
};
