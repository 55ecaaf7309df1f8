export {
  BulkFileExport,
  type BulkFileExportArgs,
  type BulkFileExportItem,
  type BulkItemResult,
  type BulkStateSummary,
} from "./resources/bulkFileExport";
export {
  type ExportProperties,
  FileExport,
  type FileExportArgs,
  type JobError,
  type JobResult,
} from "./resources/fileExport";
export { Provider, type ProviderArgs } from "./resources/provider";
export { fromManifest, type FromManifest } from "./manifest/fromManifest";
export type { ManifestOptions } from "./manifest/declare";
