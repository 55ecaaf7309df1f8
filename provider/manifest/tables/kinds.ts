import { z } from "zod";
import { fileId, importLocation, location } from "../../inputs/fields";
import { importItemDefinition } from "../../inputs/fileImport";
import { getFileArgs } from "../../inputs/lookups";
import { folderId, projectId } from "../../inputs/places";
import type { ExportItem } from "../model/exports";
import type { ImportItem } from "../model/imports";
import type { Where } from "../model/written";
import { volumeRef } from "../schema/parts";

/** The columns that a table of some items may have, and what its rows stand for. */
export interface Kind<Item> {
  row(volumes: readonly string[]): z.ZodObject;
  item(cells: Cells, where: Where): Item;
}

type Cells = Readonly<Record<string, string>>;

const flag = z.enum(["true", "false"]).optional();
const flagOf = (cell: string | undefined): boolean | undefined =>
  cell === undefined ? undefined : cell === "true";

export const exportRows: Kind<ExportItem> = {
  row: (volumes) =>
    z
      .strictObject({
        file: fileId.optional(),
        project: getFileArgs.shape.project,
        path: getFileArgs.shape.path,
        location,
        volume: volumeRef(volumes).optional(),
        overwrite: flag,
      })
      .superRefine(({ file, project, path }, context) => {
        const isWhole = file === undefined ? project && path : !project && !path;
        const message = "give either file, or project and path";
        if (!isWhole) context.addIssue({ code: "custom", path: ["file"], message, input: file });
      }),
  item({ file, project = "", path = "", location = "", volume, overwrite }, where) {
    return {
      source: file === undefined ? { project, path } : { file },
      destination: { volume, location },
      overwrite: flagOf(overwrite),
      where,
    };
  },
};

export const importRows: Kind<ImportItem> = {
  row: (volumes) =>
    z.strictObject({
      volume: volumeRef(volumes).optional(),
      location: importLocation,
      project: projectId.optional(),
      parent: folderId.optional(),
      name: importItemDefinition(z.string()).shape.destination.unwrap().unwrap().shape.name,
      overwrite: flag,
      autorename: flag,
      preserveFolderStructure: flag,
    }),
  item({ volume, location = "", project, parent, name, ...flags }, where) {
    return {
      source: { volume, location },
      destination: { project, parent, name },
      overwrite: flagOf(flags["overwrite"]),
      autorename: flagOf(flags["autorename"]),
      preserveFolderStructure: flagOf(flags["preserveFolderStructure"]),
      where,
    };
  },
};
