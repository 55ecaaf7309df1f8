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
import {
  exportSettings,
  fileId,
  itemSettings,
  location,
  locationProblem,
  toFileId,
  volumeId,
} from "./fields";
import type { PropertyMap } from "./propertyMap";
import { holdsUnknown, isUnknown } from "./unknowns";
import { type Failure, validate } from "./validate";

export const bulkExportItem = z.strictObject({
  source: z.strictObject({ file: fileId }),
  destination: z.strictObject({ volume: volumeId.nullish(), location }),
  ...itemSettings,
});

/** An item as `check` has written it before, which it meets again where `ignoreChanges` brings back old inputs. */
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
 * The checked inputs have one line per item, with the resource's defaults in it: "file -> owner/name/location". A plan
 * shows them as they are, and the state of 10 000 items stays below 5 MB, which the engine writes at every step.
 * While anything isn't known yet they are left as given.
 */
export function checkBulkFileExport(inputs: PropertyMap): { inputs: PropertyMap; failures: Failure[] } {
  const failures = validate(bulkFileExportInputs, inputs);
  if (failures.length > 0) return { inputs, failures: mostFailures(failures) };
  const { copyOnly, onFailure, verify, ...rest } = inputs;
  const shared = { copyOnly: copyOnly ?? false, ...((verify === true || isUnknown(verify)) && { verify }) };
  // What it does to its files is known all the same, and counted by the preview.
  if (holdsUnknown(rest)) return { inputs: { ...inputs, ...shared, ...AS_WRITTEN }, failures };
  const given = inputs as Inputs;
  const items = given.items.map((item) =>
    typeof item === "string" ? parseExport(item, given.copyOnly ?? false) : wholeExport(item, given),
  );
  return {
    inputs: {
      items: items.map(exportLine).sort(),
      ...keptVolume(given.volume),
      ...shared,
      onFailure: onFailure ?? "fail",
    },
    failures: mostFailures([...incomplete(items), ...conflicts(items)]),
  };
}

/** As `check` would write the item: a program of 50 000 items sends and keeps as many strings instead of objects. */
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

/** Two items at one destination would destroy each other; a file can be moved only once. */
function conflicts(items: Export[]): Failure[] {
  const sameFile = (item: Export) => (isMove(item) ? item.source.file : undefined);
  return [
    ...conflictsIn(items, exportKey, "destination.location", "goes to the same place as"),
    ...conflictsIn(items, sameFile, "source.file", "is moved already by"),
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
