import * as pulumi from "@pulumi/pulumi";
import { ProjectExport } from "../../components/projectExport";
import { getFiles } from "../../functions/getFiles";
import { BulkFileExport } from "../../resources/bulkFileExport";
import { BulkFileImport } from "../../resources/bulkFileImport";
import { type Origin, setOrigin } from "../../resources/declarations";
import { FileExport } from "../../resources/fileExport";
import { FileImport } from "../../resources/fileImport";
import { plainError } from "../../resources/plainError";
import { Provider } from "../../resources/provider";
import { Volume } from "../../resources/volume";
import type { VolumeArgs } from "../../resources/volumeArgs";
import type { Model } from "../model/model";
import { mapValues, type Written } from "../model/position";
import {
  bulkExportArgs,
  bulkImportArgs,
  type Context,
  exportArgs,
  importArgs,
  projectExportArgs,
} from "./args";
import { sealer } from "./markSecrets";
import { originOf, originOfBulkExport, originOfBulkImport } from "./origins";
import { type FileLookups, withFiles } from "./paths";

/**
 * Options for every resource of a manifest: `provider` for another account, `parent`, and `dependsOn`.
 *
 * Source: https://www.pulumi.com/docs/iac/concepts/resources/options/
 */
export type ManifestOptions = Pick<pulumi.CustomResourceOptions, "dependsOn" | "parent" | "provider">;

/** The resources of a manifest, by section and name. */
export interface Declared {
  volumes: Record<string, Volume>;
  exports: Record<string, FileExport>;
  bulkExports: Record<string, BulkFileExport>;
  projectExports: Record<string, ProjectExport>;
  imports: Record<string, FileImport>;
  bulkImports: Record<string, BulkFileImport>;
}

/** Declares what the model lists. Strings that contain a secret become secret inputs. */
export function declare(model: Model, secrets: ReadonlySet<string>, opts: ManifestOptions): Declared {
  const seal = sealer(secrets, pulumi.secret);
  const lookups = lookupsWith(opts);
  const volumes = mapValues(
    model.volumes,
    (entry, name) => new Volume(name, seal(entry) as VolumeArgs, opts),
  );
  const context: Context = {
    seal,
    withFiles: (items) => withFiles(items, lookups),
    volumes: mapValues(volumes, ({ id }) => id),
  };
  const make =
    <Entry extends Written, Args, Made extends pulumi.Resource>(
      type: new (name: string, args: Args, opts: pulumi.CustomResourceOptions) => Made,
      argsOf: (entry: Entry, context: Context) => Args,
      originIn: (entry: Entry) => Origin = originOf,
    ) =>
    (entry: Entry, name: string): Made => {
      const made = new type(name, argsOf(entry, context), opts);
      setOrigin(made, originIn(entry));
      return made;
    };
  return {
    volumes,
    exports: mapValues(model.exports, make(FileExport, exportArgs)),
    bulkExports: mapValues(model.bulkExports, make(BulkFileExport, bulkExportArgs, originOfBulkExport)),
    projectExports: mapValues(model.projectExports, (entry, name) => {
      const made = new ProjectExport(name, projectExportArgs(entry, context), opts);
      setOrigin(made.bulk, originOf(entry));
      return made;
    }),
    imports: mapValues(model.imports, make(FileImport, importArgs)),
    bulkImports: mapValues(model.bulkImports, make(BulkFileImport, bulkImportArgs, originOfBulkImport)),
  };
}

const lookupsWith = ({ provider }: ManifestOptions): FileLookups => ({
  getFiles: (args) => getFiles(args, provider instanceof Provider ? { provider } : {}),
  refusal: plainError,
});
