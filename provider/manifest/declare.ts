import type * as pulumi from "@pulumi/pulumi";
import { BulkFileExport } from "../resources/bulkFileExport";
import { FileExport } from "../resources/fileExport";
import { Provider } from "../resources/provider";
import type { BulkExportModel, ExportModel, FileItem, Model } from "./model";
import { withFiles } from "./paths";
import { type Seal, sealer } from "./seal";

/** Options that go to every resource of a manifest. */
export type ManifestOptions = Pick<pulumi.CustomResourceOptions, "dependsOn" | "parent" | "provider">;

/** The resources of a manifest, by section and name. */
export interface Declared {
  exports: Record<string, FileExport>;
  bulkExports: Record<string, BulkFileExport>;
}

/** Declares what the model lists. Texts that hold a secret become secret inputs. */
export function declare(model: Model, secrets: ReadonlySet<string>, opts: ManifestOptions): Declared {
  const context = { seal: sealer(secrets), lookups: lookupsWith(opts), opts };
  return {
    exports: each(model.exports, (entry, name) => {
      const options = optionsFor(entry, ["uri", "error", "result"], context);
      return new FileExport(name, exportArgs(entry, context), options);
    }),
    bulkExports: each(model.bulkExports, (entry, name) => {
      const options = optionsFor(entry, ["jobs", "failed"], context);
      return new BulkFileExport(name, bulkExportArgs(entry, context), options);
    }),
  };
}

/** What the platform answers repeats the inputs, under names that the engine doesn't know to be secret. */
const optionsFor = (
  entry: object,
  outputs: string[],
  { seal, opts }: Context,
): pulumi.CustomResourceOptions =>
  seal.concerns(entry) ? { ...opts, additionalSecretOutputs: outputs } : opts;

interface Context {
  opts: ManifestOptions;
  seal: Seal;
  lookups: { provider?: Provider };
}

const lookupsWith = ({ provider }: ManifestOptions): Context["lookups"] =>
  provider instanceof Provider ? { provider } : {};

function exportArgs(
  { source, destination, properties, overwrite, copyOnly }: ExportModel,
  { seal }: Context,
) {
  return seal({ source, destination, properties, overwrite, copyOnly });
}

function bulkExportArgs({ items, ...settings }: BulkExportModel, { seal, lookups }: Context) {
  const known = withFiles(items, lookups);
  const argsOf = ({ source, destination, properties, overwrite }: FileItem) =>
    seal({ source, destination, properties, overwrite });
  return {
    ...seal(settings),
    items: Array.isArray(known) ? known.map(argsOf) : known.then((all) => all.map(argsOf)),
  };
}

const each = <From, To>(
  record: Record<string, From>,
  make: (value: From, name: string) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value, name)]));

/** What a stack shows of them: where each thing ended up, and how many did. */
export const outputsOf = ({ exports, bulkExports }: Declared) => ({
  ...shown(
    "exports",
    each(exports, ({ uri }) => uri),
  ),
  ...shown(
    "bulkExports",
    each(bulkExports, ({ summary, failed }) => ({ summary, failed })),
  ),
});

/** Sections that list nothing aren't shown. */
const shown = <Key extends string, T>(key: Key, entries: Record<string, T>) =>
  (Object.keys(entries).length > 0 ? { [key]: entries } : {}) as { [K in Key]?: Record<string, T> };
