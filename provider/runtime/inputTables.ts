import { BULK_FILE_EXPORT_TABLE, BULK_FILE_IMPORT_TABLE } from "./bulk/tables";
import type { DiffTable } from "./diffTable";
import { FILE_EXPORT_TABLE } from "./exportDiff";
import { FILE_IMPORT_TABLE } from "./importDiff";
import { VOLUME_TABLE } from "./volume/table";

/**
 * What a change of each input of each resource does. `diff` goes by these tables, docs/inputs.md is written from them
 * (scripts/inputs-table.mjs), and test/unit/runtime/inputTables.test.ts tries every row.
 */
export const INPUT_TABLES: Readonly<Record<string, DiffTable>> = {
  FileExport: FILE_EXPORT_TABLE,
  BulkFileExport: BULK_FILE_EXPORT_TABLE,
  Volume: VOLUME_TABLE,
  FileImport: FILE_IMPORT_TABLE,
  BulkFileImport: BULK_FILE_IMPORT_TABLE,
};
