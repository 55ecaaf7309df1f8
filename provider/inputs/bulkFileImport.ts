import { z } from "zod";
import { type ImportItem, importItemOf, importKey, importLine } from "./bulkLines";
import { AS_WRITTEN, keptVolume, MOST_ITEMS, mostFailures } from "./bulkItems";
import { folderId, projectId } from "./projectId";
import { importPrefix, optionalFlag, overwrite, volumeId } from "./fields";
import { fileImportInputs, normaliseFileImport } from "./fileImport";
import { importedName, isFolderLocation } from "../platform/api/imports";
import { type PropertyMap, isObject, present } from "./propertyMap";
import { holdsUnknown } from "./unknowns";
import { type Failure, validate } from "./validate";

/** What holds for all items of a bulk import; the items themselves are judged as FileImports, defaults filled in. */
export const bulkFileImportInputs = z.strictObject({
  items: z
    .array(z.unknown())
    .min(1, "must hold at least one item")
    .max(MOST_ITEMS, `must hold at most ${MOST_ITEMS} items; declare several resources`),
  volume: volumeId.nullish(),
  prefix: importPrefix.nullish(),
  project: projectId.nullish(),
  parent: folderId.nullish(),
  overwrite,
  autorename: optionalFlag,
  onFailure: z.enum(["fail", "report"]).nullish(),
});

/** As of a bulk export: one line an item, with the resource's defaults in it; left as given while anything is unknown. */
export function checkBulkFileImport(inputs: PropertyMap): { inputs: PropertyMap; failures: Failure[] } {
  const failures = validate(bulkFileImportInputs, inputs);
  if (failures.length > 0) return { inputs, failures: mostFailures(failures) };
  if (holdsUnknown(inputs)) return { inputs: { ...inputs, ...AS_WRITTEN }, failures };
  const { items, onFailure, ...defaults } = inputs;
  const given = (items as unknown[]).map((item) =>
    typeof item === "string" ? item : importOf(item, defaults),
  );
  const wrong = given.flatMap((item, i) => (typeof item === "string" ? [] : failuresOf(item, i)));
  if (wrong.length > 0) return { inputs, failures: mostFailures(wrong) };
  const lines = given.map((item) => (typeof item === "string" ? item : lineOf(normaliseFileImport(item))));
  return {
    inputs: {
      items: [...lines].sort(),
      ...keptVolume(defaults["volume"]),
      onFailure: onFailure ?? "fail",
    },
    failures: mostFailures(clashes(lines)),
  };
}

/** An item of a bulk import as a FileImport's inputs, with what its resource says for all. */
export function importOf(
  item: unknown,
  { volume, prefix, project, parent, overwrite, autorename }: PropertyMap,
): PropertyMap {
  if (!isObject(item)) return { source: item };
  const source = isObject(item["source"]) ? present(item["source"]) : {};
  const destination = isObject(item["destination"]) ? present(item["destination"]) : {};
  const where = "project" in destination || "parent" in destination ? {} : present({ project, parent });
  const location =
    typeof source["location"] === "string"
      ? `${(prefix as string | undefined) ?? ""}${source["location"]}`
      : source["location"];
  return {
    ...present({ overwrite, autorename }),
    ...present(item),
    source: { ...present({ volume }), ...source, ...present({ location }) },
    destination: { ...where, ...destination },
  };
}

const failuresOf = (item: PropertyMap, i: number): Failure[] =>
  validate(fileImportInputs, item).map(({ property, reason }) => ({
    property: `items.${i}.${property}`,
    reason: `items.${i}.${reason}`,
  }));

/** A checked FileImport as a line. */
export function lineOf(inputs: PropertyMap): string {
  const { source, destination, overwrite, autorename, preserveFolderStructure } = inputs as unknown as {
    source: { volume: string; location: string };
    destination: { project?: string; parent?: string; name?: string };
    overwrite: boolean;
    autorename: boolean;
    preserveFolderStructure?: boolean;
  };
  const isScattered = isFolderLocation(source.location) && preserveFolderStructure === false;
  const item: ImportItem = {
    ...source,
    folder: destination.parent ?? destination.project ?? "",
    name: isScattered ? "" : importedName({ source, destination }),
    overwrite,
    autorename,
    ...(preserveFolderStructure !== undefined && { preserveFolderStructure }),
  };
  return importLine(item);
}

/** Two items under one name in one folder; where the platform may rename, there is no clash. */
function clashes(lines: string[]): Failure[] {
  const seen = new Map<string, number>();
  return lines.flatMap((line, i) => {
    if (importItemOf(line).autorename) return [];
    const key = importKey(line);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, i);
    const at = `items.${i}.destination`;
    return first === undefined
      ? []
      : [
          {
            property: at,
            reason: `${at}: ${key} is where items.${first} goes already; give it another name, or autorename`,
          },
        ];
  });
}
