import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { SETTING_EFFECTS } from "../../inputs/exportSettings";
import type { fileExportInputs } from "../../inputs/fileExport";
import { holdsUnknown } from "../../inputs/unknowns";
import type { PropertyMap } from "../../inputs/propertyMap";
import type { Diff } from "../contract/resourceType";
import { exportKey, isMove } from "../../model/export";
import { exportIn } from "./state";
import { changed, type TableOf } from "../contract/diffTable";

export const FILE_EXPORT_TABLE: TableOf<z.infer<typeof fileExportInputs>> = {
  source: "replace",
  destination: "replace",
  ...SETTING_EFFECTS,
};

/** An export can't be changed, only replaced; a finished move can't be replaced either. */
export function diffFileExport(_id: string, olds: PropertyMap, news: PropertyMap): Diff {
  const { replace, update } = changed(FILE_EXPORT_TABLE, olds, news);
  const state = olds["state"];
  if (replace.length > 0) {
    refuseSecondMove(olds, news, replace);
    return { changes: true, replaces: replace };
  }
  // An earlier run's failed job is replaced by a new one; for an unfinished one, an update resumes waiting.
  if (state === "FAILED") return { changes: true, replaces: ["source"] };
  return { changes: state !== "COMPLETED" || update.length > 0 || lacksVerification(news, olds) };
}

/** Whether verification was requested but not done yet, or found a difference. */
export const lacksVerification = (inputs: PropertyMap, outs: PropertyMap): boolean =>
  inputs["verify"] === true && outs["verified"] === undefined;

function refuseSecondMove(olds: PropertyMap, news: PropertyMap, replace: string[]): void {
  const isFinishedMove = olds["state"] === "COMPLETED" && isMove(olds) !== false;
  if (!isFinishedMove || holdsUnknown(news["source"]) || !isDeepStrictEqual(olds["source"], news["source"]))
    return;
  const { source, destination } = exportIn(olds);
  throw new Error(
    `${replace.join(", ")}: file ${source.file} was moved to ${exportKey({ destination })} by this export, and the platform can't export it ` +
      `again: it is now an alias of that object. Restore ${replace.join(", ")}. To have the object elsewhere, copy it with ` +
      `the storage provider's own tools; to declare another file, use another resource name or another source.file.`,
  );
}
