import { folderOf, type Import, importedName, isScattered, nameIn, parseImport } from "../../model/import";
import { parseResult } from "../../model/result";
import { type PropertyMap, isObject } from "../../inputs/propertyMap";
import { importOf } from "../../inputs/bulkFileImport";
import { normaliseFileImport } from "../../inputs/fileImport";
import { isUnknown } from "../../inputs/unknowns";
import { type Facts, flag, type PlannedImport, statusIn, statusOf, text, textIn } from "./planned";

type ImportFacts = Omit<PlannedImport, "owner" | "isItem">;

/** The import that a FileImport declares. */
export const plannedImport = <Owner>(owner: Owner, facts: Facts): PlannedImport<Owner>[] => [
  { owner, isItem: false, ...importIn(facts.values), status: statusIn(facts) },
];

/** The imports of a BulkFileImport; a single, completely unknown one if the list itself is unknown. */
export function plannedImports<Owner>(owner: Owner, { values }: Facts): PlannedImport<Owner>[] {
  const { jobs, items } = values;
  if (Array.isArray(jobs)) return jobs.map((line: string) => ({ owner, isItem: true, ...doneImport(line) }));
  if (!Array.isArray(items)) return [{ owner, isItem: false, ...importIn({}) }];
  return items.map((item: unknown) => ({ owner, isItem: true, ...newImport(item, values) }));
}

function doneImport(line: string): ImportFacts {
  const { item, result } = parseResult(line);
  return { ...itemFacts(parseImport(item)), status: statusOf(result.state) };
}

function itemFacts(item: Import): ImportFacts {
  const { source, destination: _, ...settings } = item;
  return { ...settings, ...source, folder: folderOf(item), name: nameIn(item), status: "new" };
}

/** A line as written by `check`, or an item as given by the program, which `check` leaves unchanged while others are unknown. */
function newImport(item: unknown, defaults: PropertyMap): ImportFacts {
  if (typeof item === "string" && !isUnknown(item)) return itemFacts(parseImport(item));
  const { location, name, ...facts } = importIn(
    isObject(item) ? normaliseFileImport(importOf(item, defaults)) : {},
  );
  const isWhole = text(defaults["prefix"] ?? "") !== undefined;
  return { ...facts, location: isWhole ? location : undefined, name: isWhole ? name : undefined };
}

function importIn({ source, destination, ...values }: PropertyMap): ImportFacts {
  const location = textIn(source, "location");
  return {
    status: "new",
    volume: textIn(source, "volume"),
    location,
    folder: textIn(destination, "parent") ?? textIn(destination, "project"),
    name: location === undefined ? undefined : nameOf(location, { destination, ...values }),
    overwrite: flag(values["overwrite"]),
    autorename: flag(values["autorename"]),
  };
}

function nameOf(location: string, { destination, ...settings }: PropertyMap): string | undefined {
  const source = { location };
  if (isScattered({ source, ...settings })) return "";
  const given = isObject(destination) ? destination["name"] : destination;
  return text(given === undefined ? importedName({ source, destination: {} }) : given);
}
