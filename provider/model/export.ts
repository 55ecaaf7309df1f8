import { ARROW, fields, json, LineError, settingsIn, type SettingTypes, TAB } from "./line";

/** Storage settings of one export, S3 only. `null` is a value in its own right: no encryption, no canned ACL. */
export interface ExportProperties {
  sseAlgorithm?: "AES256" | "aws:kms" | null | undefined;
  sseAwsKmsKeyId?: string | null | undefined;
  awsCannedAcl?: string | null | undefined;
  awsStorageClass?: "STANDARD" | "GLACIER" | null | undefined;
}

/** `location` is the key below the volume's prefix. */
export interface Destination {
  volume: string;
  location: string;
}

/** Settings of one export, besides which file goes where. Passed around whole, so that only both ends name the members. */
export interface ExportSettings {
  /** The platform deletes an existing object, then writes the new one: not atomic. */
  overwrite: boolean;
  /** Whether the file stays on the platform; otherwise it becomes an alias of the exported object. */
  copyOnly: boolean;
  properties?: ExportProperties | undefined;
  /** Whether the object is compared with the file after the export; true or absent. */
  verify?: boolean | undefined;
}

/** An export with all defaults filled in: a FileExport, or an item of a BulkFileExport. */
export interface Export extends ExportSettings {
  source: { file: string };
  destination: Destination;
}

export type ExportEnds = Pick<Export, "source" | "destination">;

/** Settings as given by an item, its resource, or a manifest's defaults. */
export type GivenSettings = { [Name in keyof ExportSettings]?: ExportSettings[Name] | null | undefined };

/** An item as written; its resource may supply what it omits. */
export interface GivenExport extends GivenSettings {
  source: { file: string };
  destination: { volume?: string | null | undefined; location: string };
}

export interface ExportDefaults extends GivenSettings {
  volume?: string | null | undefined;
  prefix?: string | null | undefined;
}

/** The name of each, once for all: the compiler asks for the missing ones. */
const NAMES = { properties: true, overwrite: true, copyOnly: true, verify: true } as const satisfies Record<
  keyof ExportSettings,
  true
>;

export const SETTING_NAMES = Object.keys(NAMES) as (keyof ExportSettings)[];

/** Merges settings over defaults; `properties` are merged one by one. What nobody sets is left out. */
export function settingsOver(own: GivenSettings, defaults: GivenSettings): Partial<ExportSettings> {
  const properties = { ...defaults.properties, ...own.properties };
  const settings = SETTING_NAMES.map((name) => [name, own[name] ?? defaults[name] ?? undefined] as const);
  const { properties: _, ...others } = Object.fromEntries(
    settings.filter(([, value]) => value !== undefined),
  );
  return { ...others, ...(Object.keys(properties).length > 0 && { properties }) };
}

/** The complete export: an item merged with its resource's defaults. */
export const exportOf = (item: GivenExport, defaults: ExportDefaults): Export => ({
  source: { file: item.source.file },
  destination: {
    volume: item.destination.volume ?? defaults.volume ?? "",
    location: (defaults.prefix ?? "") + item.destination.location,
  },
  ...EXPORT_DEFAULTS,
  ...settingsOver(item, defaults),
});

/** Used where neither an item nor its resource sets a value. */
export const EXPORT_DEFAULTS = { overwrite: false, copyOnly: false } satisfies ExportSettings;

/** An export as the platform shows it; only its effect reveals whether it moved its file. */
export const asShown = (
  { source, destination, overwrite = false }: ExportEnds & { overwrite?: boolean | undefined },
  isCopy: boolean,
): Export => ({ source, destination, overwrite, copyOnly: isCopy });

/** What distinguishes it from the resource's other items. `overwrite` isn't part of it: it matters only until the object is written. */
export const exportIdentity = (item: Export): string => exportLine({ ...item, overwrite: false });

/** Exports are identified by their destination. */
export const exportKey = ({ destination }: Pick<Export, "destination">): string =>
  `${destination.volume}/${destination.location}`;

/** Whether the file becomes an alias of its object; undefined if not known yet. */
export const isMove = ({ copyOnly }: { copyOnly?: unknown }): boolean | undefined =>
  typeof copyOnly === "boolean" ? !copyOnly : undefined;

/** "file -> owner/name/location", then the item's own settings as JSON, if any. The copy mode is kept by the resource. */
export function exportLine(item: Omit<Export, "copyOnly">): string {
  const { source, overwrite, properties } = item;
  const settings = { ...(overwrite && { overwrite }), ...(properties && { properties }) };
  return fields([`${source.file}${ARROW}${exportKey(item)}`, json(settings)]);
}

const HEAD = /^\S+ -> [^/\s]+\/[^/\s]+\/[^\t]*$/;
const IN_LINES: SettingTypes = { overwrite: "boolean", properties: "object" };

/** Whether the string has the form that `exportLine` writes. */
export function isExportLine(text: string): boolean {
  try {
    return parseExport(text) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Parses what `exportLine` writes. Locations contain no control characters, so a tab is always a separator.
 *
 * @throws {LineError} if it is something else
 */
export function parseExport(line: string, copyOnly = false): Export {
  const [head = "", settings = "", ...more] = line.split(TAB);
  if (!HEAD.test(head) || more.length > 0) throw new LineError(line);
  const arrow = head.indexOf(ARROW);
  const key = head.slice(arrow + ARROW.length);
  const slash = key.indexOf("/", key.indexOf("/") + 1);
  const item: Export = {
    source: { file: head.slice(0, arrow) },
    destination: { volume: key.slice(0, slash), location: key.slice(slash + 1) },
    overwrite: false,
    copyOnly,
  };
  return settings ? { ...item, ...settingsIn(settings, line, IN_LINES) } : item;
}
