import type { ErrorInfo } from "../platform/errors/errors";
import type { ExportProperties } from "../platform/api/exports";

/** One export of many, with all defaults filled in. */
export interface ExportItem {
  file: string;
  volume: string;
  location: string;
  overwrite: boolean;
  properties?: ExportProperties;
}

/** What became of an item, as kept in state. */
export interface ItemResult {
  job?: string | undefined;
  state: string;
  startedOn?: string | undefined;
  finishedOn?: string | undefined;
  /** Bytes. */
  size?: number | undefined;
  error?: ErrorInfo | undefined;
  /** The alias that an import has made. */
  file?: string | undefined;
}

/** Items are known by where they go. */
export const itemKey = ({ volume, location }: Pick<ExportItem, "volume" | "location">): string =>
  `${volume}/${location}`;

const TAB = "\t";
const ARROW = " -> ";

/** An item as one line: "file -> owner/name/location", then, if it has any, its settings as JSON. */
export function exportLine({ file, volume, location, overwrite, properties }: ExportItem): string {
  const settings = { ...(overwrite && { overwrite }), ...(properties && { properties }) };
  return fields([`${file}${ARROW}${itemKey({ volume, location })}`, json(settings)]);
}

/** Reads what `exportLine` writes. Locations hold no control characters, so a tab always separates. */
export function itemOf(line: string): ExportItem {
  const [head = "", settings = ""] = line.split(TAB);
  const arrow = head.indexOf(ARROW);
  const key = head.slice(arrow + ARROW.length);
  const slash = key.indexOf("/", key.indexOf("/") + 1);
  const item: ExportItem = {
    file: head.slice(0, arrow),
    volume: key.slice(0, slash),
    location: key.slice(slash + 1),
    overwrite: false,
  };
  return settings ? { ...item, ...(JSON.parse(settings) as Partial<ExportItem>) } : item;
}

/** One import of many, with all defaults filled in. */
export interface ImportItem {
  volume: string;
  location: string;
  /** A project's "owner/project", or a folder's id. */
  folder: string;
  /** Empty where the objects of a "folder" come straight into the destination. */
  name: string;
  overwrite: boolean;
  autorename: boolean;
  preserveFolderStructure?: boolean;
}

/** "owner/volume/location -> owner/project/name", or with a folder's id in the project's place; then settings as JSON. */
export function importLine({ volume, location, folder, name, ...item }: ImportItem): string {
  const { overwrite, autorename, preserveFolderStructure } = item;
  const settings = {
    ...(overwrite && { overwrite }),
    ...(autorename && { autorename }),
    ...(preserveFolderStructure !== undefined && { preserveFolderStructure }),
  };
  return fields([`${volume}/${location}${ARROW}${folder}/${name}`, json(settings)]);
}

/** Locations and names may hold an arrow themselves; what follows the right one is a folder and a name. */
const IMPORT_HEAD = /^([^/]+\/[^/]+)\/(.*?) -> ([^/\s]+\/[^/\s]+|[0-9a-f]{24})\/([^/]*)$/s;

export function importItemOf(line: string): ImportItem {
  const [head = "", settings = ""] = line.split(TAB);
  const [, volume = "", location = "", folder = "", name = ""] = IMPORT_HEAD.exec(head) ?? [];
  const given = settings && (JSON.parse(settings) as Partial<ImportItem>);
  return { volume, location, folder, name, overwrite: false, autorename: false, ...(given || {}) };
}

/** Imports are known by where they go; those without a name of their own by the whole line. */
export function importKey(line: string): string {
  const { folder, name } = importItemOf(line);
  return name === "" ? line.split(TAB)[0]! : `${folder}/${name}`;
}

/**
 * An item with its result as one line: a thousand of them are a tenth of what they were as objects. A field that comes
 * to be goes to the end, since lines of earlier versions stay in state.
 */
export function resultLine(item: string, result: ItemResult): string {
  const [head, settings = ""] = item.split(TAB);
  const { job = "", state, startedOn = "", finishedOn = "", size = "", error, file = "" } = result;
  const failure = error ? json(error) : "";
  return fields([head!, settings, job, state, finishedOn, String(size), failure, startedOn, file]);
}

export function resultOf(line: string): { item: string; result: ItemResult } {
  const [head = "", settings = "", job, state = "", finishedOn, size, error, startedOn, file] =
    line.split(TAB);
  return {
    item: fields([head, settings]),
    result: {
      job: job || undefined,
      state,
      startedOn: startedOn || undefined,
      finishedOn: finishedOn || undefined,
      size: size ? Number(size) : undefined,
      error: error ? (JSON.parse(error) as ErrorInfo) : undefined,
      file: file || undefined,
    },
  };
}

/** JSON without tabs and empty objects. */
const json = (value: object): string => (Object.keys(value).length === 0 ? "" : JSON.stringify(value));

function fields(values: string[]): string {
  const last = values.findLastIndex((value) => value !== "");
  return values.slice(0, last + 1).join(TAB);
}
