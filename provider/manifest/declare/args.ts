import type * as pulumi from "@pulumi/pulumi";
import type { BulkFileExportItem } from "../../resources/bulkFileExport";
import { checkedLine } from "../../inputs/bulkFileExport";
import type { ProjectExportArgs } from "../../components/projectExport";
import type {
  BulkExportModel,
  ExportItem,
  ExportModel,
  FileItem,
  ProjectExportModel,
} from "../model/exports";
import type { BulkImportModel, ImportItem, ImportModel } from "../model/imports";
import { own } from "../model/position";
import type { Seal } from "./markSecrets";

/** What is needed to make resources' arguments, besides the model. */
export interface Context {
  seal: Seal;
  /** The items, each with its file's id (`withFiles`). */
  withFiles(items: ExportItem[]): FileItem[] | Promise<FileItem[]>;
  /** The ids of the manifest's own volumes, by key; known once the volumes are created. */
  volumes: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The id of a volume declared in the manifest, so that it is created first, or the id as given. */
const volumeOf = (ref: string, { volumes, seal }: Context): pulumi.Input<string> =>
  own(volumes, ref) ?? seal(ref);

/** Replaces the volume's key with its id, if a volume is named. */
const onVolume = <Place extends { volume?: string | undefined }>(
  { volume, ...place }: Place,
  context: Context,
) => ({
  ...context.seal(place),
  ...(volume !== undefined && { volume: volumeOf(volume, context) }),
});

export function exportArgs(entry: ExportModel, context: Context) {
  const { destination, where: _, ...rest } = entry;
  const { volume, location } = destination;
  return {
    ...context.seal(rest),
    destination: { volume: volumeOf(volume, context), location: context.seal(location) },
  };
}

export function bulkExportArgs(entry: BulkExportModel, context: Context) {
  const { items, where: _, ...shared } = entry;
  const known = context.withFiles(items);
  const argsOf = ({ destination, where: _, ...rest }: FileItem) => ({
    ...context.seal(rest),
    destination: onVolume(destination, context),
  });
  const allOf = (all: FileItem[]) => (isPlain(entry, context) ? linesOf(all, entry) : all.map(argsOf));
  return {
    ...onVolume(shared, context),
    items: Array.isArray(known) ? allOf(known) : known.then(allOf),
  };
}

/** Contains neither a secret nor a volume declared by this program; the engine must see both in the items. */
const isPlain = (entry: BulkExportModel, { seal, volumes }: Context): boolean =>
  !seal.concerns(entry) &&
  [entry, ...entry.items.map(({ destination }) => destination)].every(
    ({ volume }) => volume === undefined || own(volumes, volume) === undefined,
  );

/** `check` also accepts items as lines, which the public type doesn't show. */
const linesOf = (items: FileItem[], entry: BulkExportModel) =>
  items.map((item) => checkedLine(item, entry)) as unknown as BulkFileExportItem[];

export function projectExportArgs({ volume, where, ...entry }: ProjectExportModel, context: Context) {
  return { ...context.seal(entry), volume: volumeOf(volume, context) } satisfies ProjectExportArgs;
}

export function importArgs(entry: ImportModel, context: Context) {
  const { source, destination, where: _, ...settings } = entry;
  return {
    ...settings,
    source: { volume: volumeOf(source.volume, context), location: context.seal(source.location) },
    destination: context.seal(destination),
  };
}

export function bulkImportArgs(entry: BulkImportModel, context: Context) {
  const { items, where: _, ...shared } = entry;
  const argsOf = ({ source, destination, where: _, ...settings }: ImportItem) => ({
    ...settings,
    source: onVolume(source, context),
    destination: context.seal(destination),
  });
  return {
    ...onVolume(shared, context),
    items: items.map(argsOf),
  };
}
