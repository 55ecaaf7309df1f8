import { toFileId } from "../inputs/fields";
import type { Origin } from "../resources/declarations";
import type { BulkExportModel, ExportModel, ItemModel } from "./model";
import type { Place } from "./source";

const text = ({ source, span }: Place): string => source.place(span);

/** Where an export is written in the manifest, for what a preview finds wrong with it. */
export const originOf = ({ where }: ExportModel): Origin => ({ at: (part) => text(where(part)) });

/** Where a bulk export is written, and each of its items: in the manifest or in the table beside it. */
export const originOfMany = ({ items, prefix = "", where }: BulkExportModel): Origin => ({
  at: () => text(where()),
  ofItem({ file, location }, part) {
    const isIt = ({ source, destination }: ItemModel) =>
      prefix + destination.location === location && (!("file" in source) || toFileId(source.file) === file);
    const item = items.find(isIt);
    return item && text(item.where(part));
  },
});
