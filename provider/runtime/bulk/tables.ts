import type { z } from "zod";
import type { bulkFileExportInputs } from "../../inputs/bulkFileExport";
import type { bulkFileImportInputs } from "../../inputs/bulkFileImport";
import type { TableOf } from "../contract/diffTable";

/** What the items inherit changes them, and an item that changed is another item: its job is started by an update. */
export const BULK_FILE_EXPORT_TABLE: TableOf<z.infer<typeof bulkFileExportInputs>> = {
  items: "update",
  volume: "update",
  prefix: "update",
  properties: "update",
  copyOnly: "replace",
  verify: "update",
  overwrite: "none",
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
