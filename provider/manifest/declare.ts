import type * as pulumi from "@pulumi/pulumi";
import { BulkFileExport } from "../resources/bulkFileExport";
import { type Origin, setOrigin } from "../resources/declarations";
import { FileExport } from "../resources/fileExport";
import { Provider } from "../resources/provider";
import { Volume } from "../resources/volume";
import type { VolumeArgs } from "../resources/volumeArgs";
import type { BulkExportModel, ExportModel, FileItem, Model } from "./model";
import { originOf, originOfMany } from "./origins";
import { withFiles } from "./paths";
import { type Seal, sealer } from "./seal";

/** Options that go to every resource of a manifest. */
export type ManifestOptions = Pick<pulumi.CustomResourceOptions, "dependsOn" | "parent" | "provider">;

/** The resources of a manifest, by section and name. */
export interface Declared {
  volumes: Record<string, Volume>;
  exports: Record<string, FileExport>;
  bulkExports: Record<string, BulkFileExport>;
}

/** Declares what the model lists. Texts that hold a secret become secret inputs. */
export function declare(model: Model, secrets: ReadonlySet<string>, opts: ManifestOptions): Declared {
  const seal = sealer(secrets);
  const volumes = each(model.volumes, (entry, name) => new Volume(name, seal(entry) as VolumeArgs, opts));
  const context = { seal, lookups: lookupsWith(opts), opts, volumes };
  return {
    volumes,
    exports: each(model.exports, (entry, name) => {
      const options = optionsFor(entry, ["uri", "error", "result"], context);
      return written(new FileExport(name, exportArgs(entry, context), options), originOf(entry));
    }),
    bulkExports: each(model.bulkExports, (entry, name) => {
      const options = optionsFor(entry, ["jobs", "failed"], context);
      return written(new BulkFileExport(name, bulkExportArgs(entry, context), options), originOfMany(entry));
    }),
  };
}

function written<R extends pulumi.Resource>(resource: R, origin: Origin): R {
  setOrigin(resource, origin);
  return resource;
}

interface Context {
  opts: ManifestOptions;
  seal: Seal;
  lookups: { provider?: Provider };
  volumes: Record<string, Volume>;
}

const lookupsWith = ({ provider }: ManifestOptions): Context["lookups"] =>
  provider instanceof Provider ? { provider } : {};

/** What the platform answers repeats the inputs, under names that the engine doesn't know to be secret. */
const optionsFor = (
  entry: object,
  outputs: string[],
  { seal, opts }: Context,
): pulumi.CustomResourceOptions =>
  seal.concerns(entry) ? { ...opts, additionalSecretOutputs: outputs } : opts;

/** The id of a volume of the manifest, so that it is made first, or the id as given. */
const volumeOf = (ref: string, { volumes, seal }: Context): pulumi.Input<string> =>
  volumes[ref]?.id ?? seal(ref);

/** The same where none need be given. */
const placeOf = <Place extends { volume?: string | undefined }>(
  { volume, ...place }: Place,
  context: Context,
) => ({
  ...context.seal(place),
  ...(volume !== undefined && { volume: volumeOf(volume, context) }),
});

function exportArgs({ destination, ...entry }: ExportModel, context: Context) {
  const { source, properties, overwrite, copyOnly } = context.seal(entry);
  const volume = volumeOf(destination.volume, context);
  const location = context.seal(destination.location);
  return { source, destination: { volume, location }, properties, overwrite, copyOnly };
}

function bulkExportArgs(entry: BulkExportModel, context: Context) {
  const { items, volume, prefix, properties, overwrite, copyOnly, onFailure } = entry;
  const known = withFiles(items, context.lookups);
  const argsOf = ({ source, destination, properties, overwrite }: FileItem) => ({
    ...context.seal({ source, properties, overwrite }),
    destination: placeOf(destination, context),
  });
  return {
    ...placeOf({ volume, prefix, properties, overwrite, copyOnly, onFailure }, context),
    items: Array.isArray(known) ? known.map(argsOf) : known.then((all) => all.map(argsOf)),
  };
}

const each = <From, To>(
  record: Record<string, From>,
  make: (value: From, name: string) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, make(value, name)]));

/** What a stack shows of them: where each thing ended up, and how many did. */
export const outputsOf = ({ volumes, exports, bulkExports }: Declared) => ({
  ...shown(
    "volumes",
    each(volumes, ({ id }) => id),
  ),
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
