import { bulkFileExport } from "./bulk/bulkFileExport";
import { bulkFileImport } from "./bulk/bulkFileImport";
import type { ResourceType } from "./contract/resourceType";
import { fileExport } from "./fileExport/fileExport";
import { fileImport } from "./fileImport/fileImport";
import { volume } from "./volume/volume";

/** Every resource type, by its name in state and programs. */
export const TYPES: Readonly<Record<string, ResourceType>> = {
  FileExport: fileExport,
  BulkFileExport: bulkFileExport,
  Volume: volume,
  FileImport: fileImport,
  BulkFileImport: bulkFileImport,
};
