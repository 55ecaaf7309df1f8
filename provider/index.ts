export {
  BulkFileImport,
  type BulkFileImportArgs,
  type BulkFileImportItem,
  type BulkImportResult,
} from "./resources/bulkFileImport";
export { type FileInfo, type FileStorageInfo } from "./functions/fileInfo";
export {
  getExport,
  type GetExportArgs,
  getExportOutput,
  type GetExportOutputArgs,
  type GetExportResult,
} from "./functions/getExport";
export {
  getFile,
  type GetFileArgs,
  getFileOutput,
  type GetFileOutputArgs,
  type GetFileResult,
} from "./functions/getFile";
export {
  getFiles,
  type GetFilesArgs,
  getFilesOutput,
  type GetFilesOutputArgs,
  type GetFilesResult,
} from "./functions/getFiles";
export {
  getVolume,
  type GetVolumeArgs,
  getVolumeOutput,
  type GetVolumeOutputArgs,
  type GetVolumeResult,
} from "./functions/getVolume";
export { type LookupOptions } from "./functions/account";
export { ProjectExport, type ProjectExportArgs, type LeftOut } from "./components/projectExport";
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
  type VerifiedObject,
} from "./resources/fileExport";
export { FileImport, type FileImportArgs, type ImportDestination } from "./resources/fileImport";
export { Provider, type ProviderArgs } from "./resources/provider";
export { fromManifest } from "./manifest/fromManifest";
export type { ManifestOptions } from "./manifest/declare/declare";
export type { FromManifest, ManifestOutputs } from "./manifest/declare/outputs";
export { Volume } from "./resources/volume";
export type {
  ApplicationCredentials,
  AzureService,
  FederatedCredentials,
  GcsService,
  KeyCredentials,
  OssService,
  RoleCredentials,
  S3Service,
  S3VolumeProperties,
  ServiceAccountCredentials,
  VolumeArgs,
  VolumeMember,
  VolumePermissions,
  VolumeService,
} from "./resources/volumeArgs";
import { startPreflight } from "./preflight/start";

startPreflight();
