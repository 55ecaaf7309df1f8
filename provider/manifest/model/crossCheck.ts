import { importOf, toImport } from "../../inputs/bulkFileImport";
import { locationProblem, toFileId } from "../../inputs/fields";
import { importDefinition } from "../../inputs/fileImport";
import { complaints } from "../../inputs/validate";
import { type Export, type ExportDefaults, exportKey, exportOf, isMove } from "../../model/export";
import { importKey } from "../../model/import";
import { repeats } from "../../model/repeats";
import { volumeRef } from "../schema/parts";
import type { Problem } from "../text/problem";
import type { BulkExportModel, ExportItem } from "./exports";
import type { BulkImportModel } from "./imports";
import type { Model } from "./model";
import type { Written } from "./position";

/**
 * What an entry can't tell by itself: that it lacks a volume, that its whole location is wrong, or that two items of one
 * resource stand in each other's way. Whether resources do is left to the preflight, which knows more: the buckets behind
 * the volumes, and what is done already.
 */
export function crossCheck({ exports, bulkExports, projectExports, bulkImports }: Model): Problem[] {
  const bulk = Object.values(bulkExports).map(listedItems);
  const noVolume = Object.values(projectExports).filter(({ volume }) => volume === "");
  return [
    ...[...Object.values(exports).map((entry) => listed(entry, {})), ...bulk.flat()].flatMap(alone),
    ...noVolume.map(({ where }) => ({ ...where(), message: NO_VOLUME })),
    ...bulk.flatMap((items) => [
      ...conflicts(items, placeOf, ["destination", "location"], "goes to the same place as"),
      ...conflicts(items, movedFile, ["source", "file"], "is moved already by"),
    ]),
    ...Object.values(bulkImports).flatMap(importProblems),
  ];
}

/** One export of the manifest, wherever it is listed. */
interface Listed extends Written {
  /** Unknown where a table names a project and a path. */
  file: string | undefined;
  whole: Export;
}

const placeOf = ({ whole }: Listed) => (whole.destination.volume ? exportKey(whole) : undefined);
const movedFile = ({ file, whole }: Listed) => (isMove(whole) ? file : undefined);

const listed = ({ where, ...item }: ExportItem, defaults: ExportDefaults): Listed => {
  const file = "file" in item.source ? toFileId(item.source.file) : undefined;
  return { file, whole: exportOf({ ...item, source: { file: file ?? "" } }, defaults), where };
};

const listedItems = ({ items, ...defaults }: BulkExportModel): Listed[] =>
  items.map((item) => listed(item, defaults));

function alone({ whole, where }: Listed): Problem[] {
  const { volume, location } = whole.destination;
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
    const item = toImport(inputs);
    return { where, key: item.autorename ? undefined : importKey(item) };
  });
  return conflicts(named, ({ key }) => key, [], "is the place already of");
}

/** What is reported of the later item names the earlier. */
const conflicts = <Item extends Written>(
  items: readonly Item[],
  keyOf: (item: Item) => string | undefined,
  part: string[],
  what: string,
): Problem[] =>
  repeats(items, keyOf).map(({ key, item, first }) => {
    const { source, span } = first.where(...part);
    return { ...item.where(...part), message: `${key} ${what} the item at ${source.place(span)}` };
  });
