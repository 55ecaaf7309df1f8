import { mapValues } from "../model/position";
import type { BulkFileExport } from "../../resources/bulkFileExport";
import type { FileExport } from "../../resources/fileExport";
import type { FileImport } from "../../resources/fileImport";
import type { Volume } from "../../resources/volume";
import type { Declared } from "./declare";

/** The number of files by state, and the keys of failed ones. */
type Counts = Pick<BulkFileExport, "summary" | "failed">;

/**
 * Short outputs of a manifest's resources, by name: where everything is, and the counts. Sections that list nothing are
 * absent.
 */
export interface ManifestOutputs {
  /** The volumes' ids, "owner/name". */
  volumes?: Record<string, Volume["id"]>;
  /** The objects' URIs, e.g. s3://bucket/key. */
  exports?: Record<string, FileExport["uri"]>;
  /** The number of files by state, and the failed ones. */
  bulkExports?: Record<string, Counts>;
  /** The same for each selection. */
  projectExports?: Record<string, Counts>;
  /** The aliases' ids. */
  imports?: Record<string, FileImport["file"]>;
  /** The number of imports by state, and the failed ones. */
  bulkImports?: Record<string, Counts>;
}

/** The result of `fromManifest`: the resources, and short outputs for the stack to export. */
export interface FromManifest extends Declared {
  /** For the stack to export: `export = fromManifest("exports.yaml").outputs`. */
  outputs: ManifestOutputs;
}

/** The outputs of the resources that are shown, however they were declared. */
export interface MadeSections {
  volumes: Record<string, Pick<Volume, "id">>;
  exports: Record<string, Pick<FileExport, "uri">>;
  bulkExports: Record<string, Counts>;
  projectExports: Record<string, Counts>;
  imports: Record<string, Pick<FileImport, "file">>;
  bulkImports: Record<string, Counts>;
}

export const outputsOf = ({
  volumes,
  exports,
  bulkExports,
  projectExports,
  imports,
  bulkImports,
}: MadeSections): ManifestOutputs => ({
  ...shown("volumes", mapValues(volumes, idOf)),
  ...shown("exports", mapValues(exports, uriOf)),
  ...shown("bulkExports", mapValues(bulkExports, countsOf)),
  ...shown("projectExports", mapValues(projectExports, countsOf)),
  ...shown("imports", mapValues(imports, fileOf)),
  ...shown("bulkImports", mapValues(bulkImports, countsOf)),
});

const idOf = <T>({ id }: { id: T }): T => id;
const uriOf = <T>({ uri }: { uri: T }): T => uri;
const fileOf = <T>({ file }: { file: T }): T => file;
const countsOf = <S, F>({ summary, failed }: { summary: S; failed: F }) => ({ summary, failed });

const shown = <Key extends string, T>(key: Key, entries: Record<string, T>) =>
  (Object.keys(entries).length > 0 ? { [key]: entries } : {}) as { [K in Key]?: Record<string, T> };
