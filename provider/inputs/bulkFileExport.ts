import { z } from "zod";
import {
  type Export,
  type ExportDefaults,
  exportKey,
  exportLine,
  exportOf,
  isExportLine,
  isMove,
  type GivenExport,
  parseExport,
} from "../model/export";
import { repeats } from "../model/repeats";
import { AS_WRITTEN, keptVolume, MOST_ITEMS, mostFailures } from "./bulkItems";
import { exportSettings, itemSettings, sharedSettings } from "./exportSettings";
import { fileId, location, locationProblem, toFileId, volumeId } from "./fields";
import { type PropertyMap, without } from "./propertyMap";
import { holdsUnknown } from "./unknowns";
import { type Failure, validate } from "./validate";

export const bulkExportItem = z.strictObject({
  source: z.strictObject({ file: fileId }),
  destination: z.strictObject({ volume: volumeId.nullish(), location }),
  ...itemSettings,
});

/** An item as written by an earlier `check`, which sees it again when `ignoreChanges` restores old inputs. */
const checkedItem = z.string().refine(isExportLine, "must be an object");

export const bulkFileExportInputs = z.strictObject({
  items: z
    .array(z.union([bulkExportItem, checkedItem]))
    .min(1, "must hold at least one item")
    .max(MOST_ITEMS, `must hold at most ${MOST_ITEMS} items; declare several resources`),
  volume: volumeId.nullish(),
  prefix: z.string().nullish(),
  ...exportSettings,
  onFailure: z.enum(["fail", "report"]).nullish(),
});

type Inputs = z.infer<typeof bulkFileExportInputs>;

/**
 * The checked inputs have one line per item, with the resource's defaults merged in: "file -> owner/name/location". Plans
 * show these lines, and the state of 10 000 items, which the engine writes at every step, stays below 5 MB.
 * As long as anything is unknown, the items are left as given.
 */
export function checkBulkFileExport(inputs: PropertyMap): { inputs: PropertyMap; failures: Failure[] } {
  const failures = validate(bulkFileExportInputs, inputs);
  if (failures.length > 0) return { inputs, failures: mostFailures(failures) };
  const shared = sharedSettings(inputs);
  // What the exports share is known anyway, and the preview counts the copies.
  if (holdsUnknown(without(inputs, "onFailure", ...Object.keys(shared))))
    return { inputs: { ...inputs, ...shared, ...AS_WRITTEN }, failures };
  const given = inputs as Inputs;
  const items = given.items.map((item) =>
    typeof item === "string" ? parseExport(item, given.copyOnly ?? false) : wholeExport(item, given),
  );
  return {
    inputs: {
      items: items.map(exportLine).sort(),
      ...keptVolume(given.volume),
      ...shared,
      onFailure: given.onFailure ?? "fail",
    },
    failures: mostFailures([...incomplete(items), ...conflicts(items)]),
  };
}

/** The line that `check` would write for the item, so that a program with 50 000 items sends and keeps strings, not objects. */
export const checkedLine = (item: GivenExport, defaults: ExportDefaults): string =>
  exportLine(wholeExport(item, defaults));

const wholeExport = ({ source, ...item }: GivenExport, defaults: ExportDefaults): Export =>
  exportOf({ ...item, source: { file: toFileId(source.file) } }, defaults);

function incomplete(items: Export[]): Failure[] {
  return items.flatMap(({ destination: { volume, location } }, i) => {
    const at = `items.${i}.destination`;
    const problem = locationProblem(location);
    const missing = `${at}.volume: is missing; give it here or as the resource's volume ("owner/name")`;
    const wrong = `${at}.location: ${JSON.stringify(location)} (with its prefix) ${problem}`;
    return [
      ...(volume ? [] : [{ property: `${at}.volume`, reason: missing }]),
      ...(problem ? [{ property: `${at}.location`, reason: wrong }] : []),
    ];
  });
}

/** Two items with the same destination would replace each other's object; a file can be moved only once. */
function conflicts(items: Export[]): Failure[] {
  const sameFile = (item: Export) => (isMove(item) ? item.source.file : undefined);
  return [
    ...conflictsIn(items, exportKey, "destination.location", "has the same destination as"),
    ...conflictsIn(items, sameFile, "source.file", "is already moved by"),
  ].sort((a, b) => a.index - b.index);
}

const conflictsIn = (
  items: Export[],
  keyOf: (item: Export) => string | undefined,
  part: string,
  what: string,
): (Failure & { index: number })[] =>
  repeats(items, keyOf).map(({ key, index, firstIndex }) => {
    const property = `items.${index}.${part}`;
    const rule = "each destination, and each moved file, may appear only once";
    return { index, property, reason: `${property}: ${key} ${what} items.${firstIndex}; ${rule}` };
  });
