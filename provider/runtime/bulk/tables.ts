import type { DiffTable } from "../contract/diffTable";

/** What the items inherit changes them, and an item that changed is another item: its job is started by an update. */
export const BULK_FILE_EXPORT_TABLE: DiffTable = {
  items: "update",
  volume: "update",
  prefix: "update",
  properties: "update",
  copyOnly: "replace",
  verify: "update",
  overwrite: "none",
  onFailure: "none",
};

export const BULK_FILE_IMPORT_TABLE: DiffTable = {
  items: "update",
  volume: "update",
  prefix: "update",
  project: "update",
  parent: "update",
  overwrite: "none",
  autorename: "none",
  onFailure: "none",
};
