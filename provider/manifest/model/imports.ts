import type { BulkImportEntry, ImportEntry } from "../schema/manifest";
import type { ImportDestination, ImportSettings } from "../../model/import";
import type { Where, Written } from "./position";

/** What isn't given is left to the resource's defaults. */
type Settings = { [Name in keyof ImportSettings]?: ImportSettings[Name] | undefined };

/** Like the resource's arguments, except that `volume` may be a key below `volumes`. */
export interface ImportModel extends Written, Settings {
  source: ImportEntry["source"];
  destination: ImportDestination;
}

export interface ImportItem extends Written, Settings {
  source: { volume?: string | undefined; location: string };
  destination?: ImportDestination | undefined;
}

export interface BulkImportModel extends Written, Settings {
  items: ImportItem[];
  volume?: string | undefined;
  prefix?: string | undefined;
  project?: string | undefined;
  parent?: string | undefined;
  onFailure?: "fail" | "report" | undefined;
}

export const importModel = ({ source, destination, ...flags }: ImportEntry, where: Where): ImportModel => ({
  source,
  destination: filled(destination),
  ...filled(flags),
  where,
});

export function bulkImportModel(
  { items, itemsFrom: _, ...shared }: BulkImportEntry,
  where: Where,
  listed: ImportItem[] | undefined,
): BulkImportModel {
  const models = (items ?? []).map((item, i) => itemModel(item, (...part) => where("items", i, ...part)));
  return { ...filled(shared), items: listed ?? models, where };
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

/** An empty value in YAML is null, and means none. */
type Filled<T> = { [K in keyof T]: Exclude<T[K], null> };
const filled = <T extends object>(values: T): Filled<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Filled<T>;
