import type { z } from "zod";
import { BULK_SETTING_EFFECTS } from "../../inputs/exportSettings";
import type { bulkFileExportInputs } from "../../inputs/bulkFileExport";
import type { bulkFileImportInputs } from "../../inputs/bulkFileImport";
import type { TableOf } from "../contract/diffTable";

/** A changed default changes the items that inherit it, and a changed item is a new one, whose job an update starts. */
export const BULK_FILE_EXPORT_TABLE: TableOf<z.infer<typeof bulkFileExportInputs>> = {
  items: "update",
  volume: "update",
  prefix: "update",
  ...BULK_SETTING_EFFECTS,
  onFailure: "none",
};

export const BULK_FILE_IMPORT_TABLE: TableOf<z.infer<typeof bulkFileImportInputs>> = {
  items: "update",
  volume: "update",
  prefix: "update",
  project: "update",
  parent: "update",
  overwrite: "none",
  autorename: "none",
  onFailure: "none",
};
