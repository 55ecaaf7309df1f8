export {
  type ExportProperties,
  FileExport,
  type FileExportArgs,
  type JobError,
  type JobResult,
} from "./resources/fileExport";
export { Provider, type ProviderArgs } from "./resources/provider";
