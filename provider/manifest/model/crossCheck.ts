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
 * Problems that a single entry doesn't show: a missing volume, an invalid complete location, or two conflicting items of one
 * resource. Conflicts between resources are left to the preflight, which knows more: the volumes' buckets, and what is
 * already done.
 */
export function crossCheck({ exports, bulkExports, projectExports, bulkImports }: Model): Problem[] {
  const bulk = Object.values(bulkExports).map(listedItems);
  const noVolume = Object.values(projectExports).filter(({ volume }) => volume === "");
  return [
    ...[...Object.values(exports).map((entry) => listed(entry, {})), ...bulk.flat()].flatMap(alone),
    ...noVolume.map(({ where }) => ({ ...where(), message: NO_VOLUME })),
    ...bulk.flatMap((items) => [
      ...conflicts(items, placeOf, ["destination", "location"], "has the same destination as"),
      ...conflicts(items, movedFile, ["source", "file"], "is already moved by"),
    ]),
    ...Object.values(bulkImports).flatMap(importProblems),
  ];
}

/** One export of the manifest, wherever it is listed. */
interface Listed extends Written {
  /** Unknown if a table names a project and a path. */
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

/** A bulk import's items are checked as imports, merged with their resource's defaults. */
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
  return conflicts(named, ({ key }) => key, [], "is already the destination of");
}

/** Conflicts are reported for the later item and name the earlier. */
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
