import { importKey } from "../../inputs/bulkLines";
import { importOf, lineOf } from "../../inputs/bulkFileImport";
import { locationProblem, toFileId } from "../../inputs/fields";
import { importDefinition, normaliseFileImport } from "../../inputs/fileImport";
import { complaints } from "../../inputs/validate";
import { volumeRef } from "../schema/parts";
import type { Problem } from "../text/problem";
import type { BulkExportModel, ExportModel } from "./exports";
import type { BulkImportModel } from "./imports";
import type { Model } from "./model";
import type { Where } from "./position";

/**
 * What an entry can't tell by itself: that it lacks a volume, that its whole location is wrong, or that two items of one
 * resource stand in each other's way. Whether resources do is left to the preflight, which knows more: the buckets behind
 * the volumes, and what is done already.
 */
export function crossCheck({ exports, bulkExports, projectExports, bulkImports }: Model): Problem[] {
  const bulk = Object.values(bulkExports).map(plannedItems);
  const noVolume = Object.values(projectExports).filter(({ volume }) => volume === "");
  return [
    ...[...Object.values(exports).map(plannedExport), ...bulk.flat()].flatMap(alone),
    ...noVolume.map(({ where }) => ({ ...where(), message: NO_VOLUME })),
    ...bulk.flatMap((items) => [
      ...clashes(items, placeOf, ["destination", "location"], "goes to the same place as"),
      ...clashes(items, movedFile, ["source", "file"], "is moved already by"),
    ]),
    ...Object.values(bulkImports).flatMap(importProblems),
  ];
}

/** One export of the manifest, wherever it is listed. */
interface Planned {
  /** Unknown where a table names a project and a path. */
  file: string | undefined;
  volume: string;
  /** With its prefix. */
  location: string;
  moves: boolean;
  where: Where;
}

const placeOf = ({ volume, location }: Planned) => (volume ? `${volume}/${location}` : undefined);
const movedFile = ({ file, moves }: Planned) => (moves ? file : undefined);

const plannedExport = ({ source, destination, copyOnly, where }: ExportModel): Planned => {
  return { ...destination, file: toFileId(source.file), moves: !copyOnly, where };
};

const plannedItems = ({ items, volume = "", prefix = "", copyOnly }: BulkExportModel): Planned[] =>
  items.map(({ source, destination, where }) => ({
    file: "file" in source ? toFileId(source.file) : undefined,
    volume: destination.volume ?? volume,
    location: prefix + destination.location,
    moves: !copyOnly,
    where,
  }));

function alone({ volume, location, where }: Planned): Problem[] {
  const wrong = locationProblem(location);
  const message = `${JSON.stringify(location)} (with its prefix) ${wrong}`;
  return [
    ...(volume === "" ? [{ ...where(), message: NO_VOLUME }] : []),
    ...(wrong ? [{ ...where("destination", "location"), message }] : []),
  ];
}

const NO_VOLUME = "this export has no volume; give it here, or as defaults.volume for all";

/** Items of a bulk import are judged as imports, with what their resource says for all. */
function importProblems({ items, ...settings }: BulkImportModel): Problem[] {
  const schema = importDefinition(volumeRef());
  const whole = items.map(({ where, ...item }) => ({ where, inputs: importOf(item, { ...settings }) }));
  const wrong = whole.flatMap(({ where, inputs }) =>
    complaints(schema, inputs).map(({ path, why }) => {
      return { ...where(...path), message: `${path.map(String).join(".") || "this import"}: ${why}` };
    }),
  );
  if (wrong.length > 0) return wrong;
  const named = whole.map(({ where, inputs }) => {
    return { where, key: inputs["autorename"] ? undefined : importKey(lineOf(normaliseFileImport(inputs))) };
  });
  return clashes(named, ({ key }) => key, [], "is the place already of");
}

/** What is said of the later item names the earlier. */
function clashes<Item extends { where: Where }>(
  items: readonly Item[],
  keyOf: (item: Item) => string | undefined,
  part: string[],
  what: string,
): Problem[] {
  const seen = new Map<string, Item>();
  return items.flatMap((item) => {
    const key = keyOf(item);
    const first = key ? seen.get(key) : undefined;
    if (key && !first) seen.set(key, item);
    if (!key || !first) return [];
    const { source, span } = first.where(...part);
    return [{ ...item.where(...part), message: `${key} ${what} the item at ${source.place(span)}` }];
  });
}
