import { importItemOf } from "../../inputs/bulkLines";
import { importOf, lineOf } from "../../inputs/bulkFileImport";
import { toFileId } from "../../inputs/fields";
import { normaliseFileImport } from "../../inputs/fileImport";
import type { ItemFacts, Origin, Part } from "../../resources/declarations";
import type { BulkExportModel, ExportItem } from "../model/exports";
import type { BulkImportModel, ImportItem } from "../model/imports";
import type { Written } from "../model/written";
import type { Place } from "../text/source";

const text = ({ source, span }: Place): string => source.place(span);

const pathOf = (part?: Part): string[] => part?.split(".") ?? [];

/** Where a section's entry is written in the manifest, for what a preview finds wrong with it. */
export const originOf = ({ where }: Written): Origin => ({ at: (part) => text(where(...pathOf(part))) });

/** Where a resource of many items is written, and each of them: in the manifest or in the table beside it. */
const originOfMany = <Item extends Written>(
  { items, where }: { items: Item[] } & Written,
  isIt: (item: Item, facts: ItemFacts) => boolean,
): Origin => ({
  at: () => text(where()),
  ofItem(facts, part) {
    const item = items.find((one) => isIt(one, facts));
    return item && text(item.where(...pathOf(part)));
  },
});

export const originOfBulkExport = (entry: BulkExportModel): Origin =>
  originOfMany(entry, ({ source, destination }: ExportItem, facts) => {
    const isThere = (entry.prefix ?? "") + destination.location === facts.location;
    return isThere && "file" in facts && (!("file" in source) || toFileId(source.file) === facts.file);
  });

export const originOfBulkImport = (entry: BulkImportModel): Origin =>
  originOfMany(entry, (item: ImportItem, facts) => {
    const { location, folder, name } = importItemOf(
      lineOf(normaliseFileImport(importOf(item, { ...entry }))),
    );
    return "folder" in facts && location === facts.location && folder === facts.folder && name === facts.name;
  });
