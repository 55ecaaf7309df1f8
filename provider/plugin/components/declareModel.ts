import { type GetFilesArgs, look } from "../../functions/lookups/getFiles";
import { ask } from "../../functions/lookups/look";
import type { PropertyMap } from "../../inputs/propertyMap";
import {
  bulkExportArgs,
  bulkImportArgs,
  type Context,
  exportArgs,
  importArgs,
  projectExportArgs,
} from "../../manifest/declare/args";
import { sealer } from "../../manifest/declare/markSecrets";
import { originOf, originOfBulkExport, originOfBulkImport } from "../../manifest/declare/origins";
import type { MadeSections } from "../../manifest/declare/outputs";
import { withFiles } from "../../manifest/declare/paths";
import { mapValues, type Written } from "../../manifest/model/position";
import type { Reading } from "../../manifest/read";
import type { Origin } from "../../resources/declarations";
import { lookupsOf } from "../invoke";
import { secret } from "../secrets";
import { allMade } from "./allMade";
import { Below, type Made } from "./below";
import type { Site } from "./site";

/** Declares what a manifest lists, below its component; what depends on nothing of the rest doesn't wait for it. */
export async function declareModel(
  { model, secrets }: Reading,
  parent: string,
  site: Site,
): Promise<{ made: MadeSections; children: string[] }> {
  const seal = sealer(secrets, secret);
  const below = new Below(parent, site);
  const volumes = mapValues(model.volumes, (entry, name) => below.declare("Volume", name, seal(entry)));
  const context: Context = {
    seal,
    withFiles: (items) => withFiles(items, LOOKUPS),
    volumes: mapValues(volumes, (volume) => below.idOf(volume)),
  };
  const each =
    <Entry extends Written>(
      type: string,
      argsOf: (entry: Entry, context: Context) => object,
      originIn: (entry: Entry) => Origin = originOf,
    ) =>
    (entry: Entry, name: string): Promise<Made> =>
      below.declare(type, name, argsOf(entry, context) as PropertyMap, originIn(entry));
  return allMade({
    volumes,
    exports: mapValues(model.exports, each("FileExport", exportArgs)),
    bulkExports: mapValues(model.bulkExports, each("BulkFileExport", bulkExportArgs, originOfBulkExport)),
    projectExports: mapValues(model.projectExports, (entry, name) =>
      below.select(name, projectExportArgs(entry, context), originOf(entry)),
    ),
    imports: mapValues(model.imports, each("FileImport", importArgs)),
    bulkImports: mapValues(model.bulkImports, each("BulkFileImport", bulkImportArgs, originOfBulkImport)),
  });
}

const LOOKUPS = {
  getFiles: (args: GetFilesArgs) => ask(look, args, lookupsOf(look.name)),
  refusal: (message: string) => new Error(message),
};
