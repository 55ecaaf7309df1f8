import { z } from "zod";
import { type Import, importKey, importLine, isImportLine, parseImport } from "../model/import";
import { repeats } from "../model/repeats";
import { AS_WRITTEN, keptVolume, MOST_ITEMS, mostFailures } from "./bulkItems";
import { importPrefix, volumeId } from "./fields";
import { fileImportInputs, IMPORT_SETTINGS, normaliseFileImport, sharedFlags } from "./fileImport";
import { folderId, projectId } from "./projectId";
import { isObject, only, present, type PropertyMap } from "./propertyMap";
import { holdsUnknown } from "./unknowns";
import { type Failure, validate } from "./validate";

/** What applies to all items of a bulk import; the items themselves are checked as FileImports with the defaults filled in. */
export const bulkFileImportInputs = z.strictObject({
  items: z
    .array(z.unknown())
    .min(1, "must hold at least one item")
    .max(MOST_ITEMS, `must hold at most ${MOST_ITEMS} items; declare several resources`),
  volume: volumeId.nullish(),
  prefix: importPrefix.nullish().describe("Prepended to each location unchanged"),
  project: projectId.nullish().describe("The project of items that name neither project nor parent"),
  parent: folderId.nullish().describe("A folder's id, instead of project"),
  ...sharedFlags,
  onFailure: z.enum(["fail", "report"]).nullish(),
});

/** An item as written by an earlier `check`. */
const isLine = (item: unknown): item is string => typeof item === "string" && isImportLine(item);

/** As for bulk exports: one line per item, with the resource's defaults merged in; left as given while anything is unknown. */
export function checkBulkFileImport(inputs: PropertyMap): { inputs: PropertyMap; failures: Failure[] } {
  const failures = validate(bulkFileImportInputs, inputs);
  if (failures.length > 0) return { inputs, failures: mostFailures(failures) };
  if (holdsUnknown(inputs)) return { inputs: { ...inputs, ...AS_WRITTEN }, failures };
  const { items, onFailure, ...defaults } = inputs;
  const given = (items as unknown[]).map((item) => (isLine(item) ? item : importOf(item, defaults)));
  const wrong = given.flatMap((item, i) => (typeof item === "string" ? [] : failuresOf(item, i)));
  if (wrong.length > 0) return { inputs, failures: mostFailures(wrong) };
  const imports = given.map((item) => (typeof item === "string" ? parseImport(item) : toImport(item)));
  return {
    inputs: {
      items: imports.map(importLine).sort(),
      ...keptVolume(defaults["volume"]),
      onFailure: onFailure ?? "fail",
    },
    failures: mostFailures(conflicts(imports)),
  };
}

/** An item of a bulk import as a FileImport's inputs, merged with its resource's defaults. */
export function importOf(
  item: unknown,
  { volume, prefix, project, parent, ...more }: PropertyMap,
): PropertyMap {
  if (!isObject(item)) return { source: item };
  // Anything that isn't an object, or isn't known, is left to the check of the complete import.
  const [source, destination] = [item["source"] ?? {}, item["destination"] ?? {}].map((end) =>
    isObject(end) ? present(end) : end,
  );
  if (!isObject(source) || !isObject(destination)) return { ...present(item), source, destination };
  const where = "project" in destination || "parent" in destination ? {} : present({ project, parent });
  const location =
    typeof source["location"] === "string"
      ? `${(prefix as string | undefined) ?? ""}${source["location"]}`
      : source["location"];
  return {
    ...present(only(more, IMPORT_SETTINGS)),
    ...present(item),
    source: { ...present({ volume }), ...source, ...present({ location }) },
    destination: { ...where, ...destination },
  };
}

/** The import that valid inputs of a FileImport describe. */
export const toImport = (inputs: PropertyMap): Import => normaliseFileImport(inputs) as unknown as Import;

const failuresOf = (item: PropertyMap, i: number): Failure[] =>
  validate(fileImportInputs, item).map(({ property, reason }) => ({
    property: `items.${i}.${property}`,
    reason: `items.${i}.${reason}`,
  }));

/** Two items with the same name in one folder; where the platform may rename, there is no conflict. */
function conflicts(items: Import[]): Failure[] {
  return repeats(items, (item) => (item.autorename ? undefined : importKey(item))).map(
    ({ key, index, firstIndex }) => {
      const at = `items.${index}.destination`;
      const reason = `${at}: ${key} is already the destination of items.${firstIndex}; give it another name, or set autorename`;
      return { property: at, reason };
    },
  );
}
