import type { z } from "zod";
import { MOST_ITEMS } from "../../inputs/bulkItems";
import { bulkFileImportInputs } from "../../inputs/bulkFileImport";
import { importDefinition, importItemDefinition } from "../../inputs/fileImport";
import { bulk } from "./parts";

/** The sections that import. `defaults` are of exports alone: overwriting files is another matter than objects. */

export const fileImport = (volume: z.ZodType<string>) => importDefinition(volume);

export const bulkImport = (volume: z.ZodType<string>) => {
  const { prefix, project, parent, overwrite, autorename, onFailure } = bulkFileImportInputs.shape;
  return bulk(
    importItemDefinition(volume),
    MOST_ITEMS,
    "columns volume, location, project or parent, name, overwrite, autorename, preserveFolderStructure",
    {
      volume: volume.nullish(),
      prefix: prefix.describe("Put before each location as it is"),
      project: project.describe("The project of items that name neither project nor parent"),
      parent: parent.describe("A folder's id, instead of project"),
      overwrite: overwrite.describe("Delete a file of the same name that is at the place; default: false"),
      autorename: autorename.describe("Where the name is taken, put _1_, _2_ before it; default: false"),
      onFailure,
    },
  );
};
