import { type PropertyMap, isObject } from "../../inputs/propertyMap";
import { isMove, parseExport } from "../../model/export";
import { parseResult } from "../../model/result";
import { toFileId } from "../../inputs/fields";
import { isUnknown } from "../../inputs/unknowns";

/** What a preview knows about a resource once the engine has registered it. Unknown values are marked as in `check`. */
export interface Facts {
  /** Whether state has it and this deployment keeps it; a replacement has a new id, which isn't known yet. */
  isInState: boolean;
  /** The outputs in state if the resource is unchanged, otherwise its checked inputs; anything else is unknown. */
  values: PropertyMap;
}

/**
 * "done": COMPLETED in state, so this deployment does nothing. "underWay": its job is known, and `up` waits for it.
 * "new": to be submitted, unless it turns out to be in place.
 */
export type Status = "new" | "underWay" | "done";

/** An export or import as the preview knows it; unknown members are undefined. */
export interface PlannedJob<Owner = unknown> {
  owner: Owner;
  /** Whether it is one of its resource's many items, identified by its destination. */
  isItem: boolean;
  status: Status;
  /** Where the object will be, or is. */
  volume: string | undefined;
  location: string | undefined;
  overwrite: boolean | undefined;
  /** Bytes, if in state. */
  size?: number | undefined;
}

export interface PlannedExport<Owner = unknown> extends PlannedJob<Owner> {
  file: string | undefined;
  /** Whether its file becomes an alias, which can't be undone. */
  moves: boolean | undefined;
  /** Whether its object is compared with the file after the export; absent if not. */
  verify?: true | undefined;
}

export interface PlannedImport<Owner = unknown> extends PlannedJob<Owner> {
  /** A project's "owner/project", or a folder's id. */
  folder: string | undefined;
  /** Empty if a "folder"'s objects go straight into the destination. */
  name: string | undefined;
  autorename: boolean | undefined;
}

/** Whether something existing would be in its way: it may neither replace it nor take another name. */
export const keepsOthers = (item: PlannedExport | PlannedImport): boolean =>
  item.overwrite === false && (!("autorename" in item) || item.autorename === false);

export type Planned<Owner = unknown> = PlannedExport<Owner> | PlannedImport<Owner>;

export const isImport = <Owner>(item: Planned<Owner>): item is PlannedImport<Owner> => "folder" in item;
export const isExport = <Owner>(item: Planned<Owner>): item is PlannedExport<Owner> => !isImport(item);

export const statusIn = ({ isInState, values }: Facts): Status =>
  values["state"] === "COMPLETED" ? "done" : isInState ? "underWay" : "new";

/** From a line of results, which only an unchanged resource has. */
export const statusOf = (state: string): Status =>
  state === "COMPLETED" ? "done" : state === "FAILED" ? "new" : "underWay";

/** The export that a FileExport declares. */
export function plannedExport<Owner>(owner: Owner, facts: Facts): PlannedExport<Owner>[] {
  const { values } = facts;
  const { source, destination } = values;
  return [
    {
      owner,
      isItem: false,
      status: statusIn(facts),
      file: textIn(source, "file"),
      volume: textIn(destination, "volume"),
      location: textIn(destination, "location"),
      overwrite: flag(values["overwrite"]),
      moves: isMove(values),
      ...(values["verify"] === true && { verify: true as const }),
    },
  ];
}

/** The exports of a BulkFileExport; a single, completely unknown one if the list itself is unknown. */
export function plannedItems<Owner>(owner: Owner, { values }: Facts): PlannedExport<Owner>[] {
  const { jobs, items } = values;
  const moves = isMove(values);
  const verify = values["verify"] === true ? true : undefined;
  // Written out, since spread objects for 50 000 items take many times the memory.
  const planned = (
    { status, file, volume, location, overwrite, size }: ItemFacts,
    isItem = true,
  ): PlannedExport<Owner> => ({
    owner,
    isItem,
    status,
    file,
    volume,
    location,
    overwrite,
    moves,
    size,
    ...(verify && { verify }),
  });
  // Only an unchanged resource has them, and then everything is done.
  if (Array.isArray(jobs)) return jobs.map((line: string) => planned(doneItem(line)));
  if (!Array.isArray(items)) return [planned(NOTHING_KNOWN, false)];
  return items.map((item: unknown) => planned(newItem(item, values)));
}

type ItemFacts = Omit<PlannedExport, "owner" | "isItem" | "moves" | "verify">;

const NOTHING_KNOWN: ItemFacts = {
  status: "new",
  file: undefined,
  volume: undefined,
  location: undefined,
  overwrite: undefined,
};

function doneItem(line: string): ItemFacts {
  const { item, result } = parseResult(line);
  return { ...itemFacts(item), status: statusOf(result.state), size: result.size };
}

function itemFacts(line: string): ItemFacts {
  const { source, destination, overwrite } = parseExport(line);
  const { volume, location } = destination;
  return { status: "new", file: source.file, volume, location, overwrite };
}

/** A line as written by `check`, or an item as given by the program, which `check` leaves unchanged while others are unknown. */
function newItem(item: unknown, defaults: PropertyMap): ItemFacts {
  if (isUnknown(item)) return NOTHING_KNOWN;
  if (typeof item === "string") return itemFacts(item);
  if (!isObject(item)) return NOTHING_KNOWN;
  const { source, destination, overwrite } = item;
  const [file, location] = [textIn(source, "file"), textIn(destination, "location")];
  const ownVolume = isObject(destination) ? destination["volume"] : destination;
  const prefix = text(defaults["prefix"] ?? "");
  return {
    status: "new",
    file: file === undefined ? undefined : toFileId(file),
    volume: text(ownVolume ?? defaults["volume"]),
    location: prefix === undefined || location === undefined ? undefined : prefix + location,
    overwrite: flag(overwrite ?? defaults["overwrite"] ?? false),
  };
}

export const textIn = (props: unknown, key: string): string | undefined =>
  isObject(props) ? text(props[key]) : undefined;

export const text = (value: unknown): string | undefined =>
  typeof value === "string" && !isUnknown(value) ? value : undefined;

export const flag = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);
