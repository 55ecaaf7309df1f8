import { importedName } from "../../model/import";
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { fileImportInputs } from "../../inputs/fileImport";
import { holdsUnknown } from "../../inputs/unknowns";
import type { PropertyMap } from "../../inputs/propertyMap";
import type { Diff } from "../contract/resourceType";
import { changed, inputsIn, type TableOf } from "../contract/diffTable";
import { importIn } from "./state";

/** A new name is applied to the existing alias; every other change needs a new import. */
export const FILE_IMPORT_TABLE: TableOf<z.infer<typeof fileImportInputs>, "destination"> = {
  source: "replace",
  "destination.project": "replace",
  "destination.parent": "replace",
  "destination.name": "update",
  preserveFolderStructure: "replace",
  overwrite: "none",
  autorename: "none",
};

export function diffFileImport(_id: string, olds: PropertyMap, news: PropertyMap): Diff {
  const { replace, update } = changed(FILE_IMPORT_TABLE, olds, news);
  if (replace.length > 0) {
    // Two aliases can't have the same name in one folder, so the old one is deleted first.
    return { changes: true, replaces: inputsIn(replace), deleteBeforeReplace: isSamePlace(olds, news) };
  }
  // An earlier run's failed job is replaced by a new one; for an unfinished one, an update resumes waiting.
  if (olds["state"] === "FAILED") return { changes: true, replaces: ["source"] };
  return { changes: update.length > 0 || olds["state"] !== "COMPLETED" };
}

function isSamePlace(olds: PropertyMap, news: PropertyMap): boolean {
  if (holdsUnknown(news["source"]) || holdsUnknown(news["destination"])) return false;
  const [before, after] = [importIn(olds), importIn(news)];
  const folder = ({ destination: { project, parent } }: typeof before) => [project, parent];
  return isDeepStrictEqual(folder(before), folder(after)) && importedName(before) === importedName(after);
}
