import type { BulkImportEntry, ImportEntry } from "../schema/manifest";
import type { Where, Written } from "./position";

/** As the resources take them, but for `volume`, which may be a key below `volumes`. */
export interface ImportModel extends Written {
  source: ImportEntry["source"];
  destination: Destination;
  overwrite?: boolean | undefined;
  autorename?: boolean | undefined;
  preserveFolderStructure?: boolean | undefined;
}

export interface Destination {
  project?: string | undefined;
  parent?: string | undefined;
  name?: string | undefined;
}

export interface ImportItem extends Written {
  source: { volume?: string | undefined; location: string };
  destination?: Destination | undefined;
  overwrite?: boolean | undefined;
  autorename?: boolean | undefined;
  preserveFolderStructure?: boolean | undefined;
}

export interface BulkImportModel extends Written {
  items: ImportItem[];
  volume?: string | undefined;
  prefix?: string | undefined;
  project?: string | undefined;
  parent?: string | undefined;
  overwrite?: boolean | undefined;
  autorename?: boolean | undefined;
  onFailure?: "fail" | "report" | undefined;
}

export const importModel = ({ source, destination, ...flags }: ImportEntry, where: Where): ImportModel => ({
  source,
  destination: filled(destination),
  ...filled(flags),
  where,
});

export function bulkImportModel(
  { items, volume, prefix, project, parent, overwrite, autorename, onFailure }: BulkImportEntry,
  where: Where,
  listed: ImportItem[] | undefined,
): BulkImportModel {
  const models = (items ?? []).map((item, i) => itemModel(item, (...part) => where("items", i, ...part)));
  const settings = filled({ volume, prefix, project, parent, overwrite, autorename, onFailure });
  return { ...settings, items: listed ?? models, where };
}

const itemModel = (
  { source, destination, ...flags }: NonNullable<BulkImportEntry["items"]>[number],
  where: Where,
): ImportItem => ({
  source: { volume: source.volume ?? undefined, location: source.location },
  destination: destination ? filled(destination) : undefined,
  ...filled(flags),
  where,
});

/** An empty value in YAML is null, and stands for none. */
type Filled<T> = { [K in keyof T]: Exclude<T[K], null> };
const filled = <T extends object>(values: T): Filled<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Filled<T>;
