import type { z } from "zod";
import { MOST_ITEMS } from "../../inputs/bulkItems";
import { bulkFileImportInputs } from "../../inputs/bulkFileImport";
import { IMPORT_SETTINGS, importDefinition, importItemDefinition } from "../../inputs/fileImport";
import { bulk } from "./parts";

/** The sections that import. `defaults` apply only to exports, since overwriting files isn't the same as overwriting objects. */

export const fileImport = (volume: z.ZodType<string>) => importDefinition(volume);

export const bulkImport = (volume: z.ZodType<string>) => {
  const { items: _, ...shape } = bulkFileImportInputs.shape;
  return bulk(
    importItemDefinition(volume),
    MOST_ITEMS,
    ["columns volume, location, project or parent, name", ...IMPORT_SETTINGS].join(", "),
    { ...shape, volume: volume.nullish() },
  );
};
