import { toFileId } from "../../inputs/fields";
import type { Origin, Part } from "../../resources/declarations";
import type { BulkExportModel, ExportItem, ExportModel } from "../model/exports";
import type { Written } from "../model/written";
import type { Place } from "../text/source";

const text = ({ source, span }: Place): string => source.place(span);

const pathOf = (part?: Part): string[] => {
  if (part === undefined) return [];
  return part === "file" ? ["source", "file"] : ["destination", part];
};

/** Where an entry is written in the manifest. */
export const originOfAny = ({ where }: Written): Origin => ({ at: () => text(where()) });

/** Where an export is written in the manifest, for what a preview finds wrong with it. */
export const originOf = ({ where }: ExportModel): Origin => ({ at: (part) => text(where(...pathOf(part))) });

/** Where a bulk export is written, and each of its items: in the manifest or in the table beside it. */
export const originOfMany = ({ items, prefix = "", where }: BulkExportModel): Origin => ({
  at: () => text(where()),
  ofItem({ file, location }, part) {
    const isIt = ({ source, destination }: ExportItem) =>
      prefix + destination.location === location && (!("file" in source) || toFileId(source.file) === file);
    const item = items.find(isIt);
    return item && text(item.where(...pathOf(part)));
  },
});
