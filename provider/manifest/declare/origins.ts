import { folderOf, nameIn } from "../../model/import";
import { importOf, toImport } from "../../inputs/bulkFileImport";
import { toFileId } from "../../inputs/fields";
import type { ItemFacts, Origin, Part } from "../../resources/declarations";
import type { BulkExportModel } from "../model/exports";
import type { BulkImportModel } from "../model/imports";
import type { Written } from "../model/position";
import type { Place } from "../text/source";

const text = ({ source, span }: Place): string => source.place(span);

const pathOf = (part?: Part): string[] => part?.split(".") ?? [];

/** Where a section's entry is written in the manifest, for a preview's findings. */
export const originOf = ({ where }: Written): Origin => ({ at: (part) => text(where(...pathOf(part))) });

/**
 * Where a resource with many items, and each item, is written: in the manifest or in a table beside it. The index is built
 * on first use, since tables are long and problems rare.
 */
function originOfMany<Item extends Written>(
  { items, where }: { items: Item[] } & Written,
  keyOf: (item: Item) => string,
  keysOf: (facts: ItemFacts) => string[],
): Origin {
  let index: Map<string, Item> | undefined;
  return {
    at: () => text(where()),
    ofItem(facts, part) {
      index ??= new Map(items.map((item) => [keyOf(item), item]));
      const [item] = keysOf(facts).flatMap((key) => index?.get(key) ?? []);
      return item && text(item.where(...pathOf(part)));
    },
  };
}

const keyFrom = (...parts: string[]): string => parts.join("\n");

/** By file and destination; by destination alone if a table names the file by its path. */
export const originOfBulkExport = (entry: BulkExportModel): Origin =>
  originOfMany(
    entry,
    ({ source, destination }) =>
      keyFrom("file" in source ? toFileId(source.file) : "", (entry.prefix ?? "") + destination.location),
    (facts) => ("file" in facts ? [facts.file, ""].map((file) => keyFrom(file, facts.location)) : []),
  );

export const originOfBulkImport = (entry: BulkImportModel): Origin =>
  originOfMany(
    entry,
    (item) => {
      const whole = toImport(importOf(item, { ...entry }));
      return keyFrom(whole.source.location, folderOf(whole), nameIn(whole));
    },
    (facts) => ("folder" in facts ? [keyFrom(facts.location, facts.folder, facts.name)] : []),
  );
