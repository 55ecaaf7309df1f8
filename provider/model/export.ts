import { ARROW, fields, json, TAB } from "./line";

/** Per-export settings of the store, S3 only. `null` is a value of its own: no encryption, no canned ACL. */
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

/** What holds for one export, beside which file goes where. It travels whole, so that only its ends name the members. */
export interface ExportSettings {
  /** The platform deletes an object that is there, then writes: not atomic. */
  overwrite: boolean;
  /** Whether the file stays on the platform; else it becomes an alias of the exported object. */
  copyOnly: boolean;
  properties?: ExportProperties | undefined;
  /** Whether the object is compared with the file afterwards; true or absent. */
  verify?: boolean | undefined;
}

/** An export with all defaults filled in: of a FileExport, or of an item of a BulkFileExport. */
export interface Export extends ExportSettings {
  source: { file: string };
  destination: Destination;
}

export type ExportEnds = Pick<Export, "source" | "destination">;

/** Settings as given, by an item, its resource, or a manifest's defaults. */
export type GivenSettings = { [Name in keyof ExportSettings]?: ExportSettings[Name] | null | undefined };

/** An item as written; its resource may say what it leaves out. */
export interface GivenExport extends GivenSettings {
  source: { file: string };
  destination: { volume?: string | null | undefined; location: string };
}

export interface ExportDefaults extends GivenSettings {
  volume?: string | null | undefined;
  prefix?: string | null | undefined;
}

const FLAGS = ["overwrite", "copyOnly", "verify"] as const satisfies (keyof ExportSettings)[];

/** Settings over defaults; `properties` are laid over each other one by one. What nobody gives stays out. */
export function settingsOver(own: GivenSettings, defaults: GivenSettings): Partial<ExportSettings> {
  const properties = { ...defaults.properties, ...own.properties };
  const flags = FLAGS.map((name) => [name, own[name] ?? defaults[name] ?? undefined] as const);
  return {
    ...Object.fromEntries(flags.filter(([, value]) => value !== undefined)),
    ...(Object.keys(properties).length > 0 && { properties }),
  };
}

/** The whole export: an item with what its resource says for all. */
export const exportOf = (item: GivenExport, defaults: ExportDefaults): Export => ({
  source: { file: item.source.file },
  destination: {
    volume: item.destination.volume ?? defaults.volume ?? "",
    location: (defaults.prefix ?? "") + item.destination.location,
  },
  ...EXPORT_DEFAULTS,
  ...settingsOver(item, defaults),
});

/** What holds where nobody says anything else. */
export const EXPORT_DEFAULTS = { overwrite: false, copyOnly: false } satisfies ExportSettings;

/** Of an export that the platform shows, and of which nothing but its effect tells whether it moved its file. */
export const asShown = (
  { source, destination, overwrite = false }: ExportEnds & { overwrite?: boolean | undefined },
  isCopy: boolean,
): Export => ({ source, destination, overwrite, copyOnly: isCopy });

/** What makes it another item of its resource: whether an object may be overwritten matters only until it was written. */
export const exportIdentity = (item: Export): string => exportLine({ ...item, overwrite: false });

/** Exports are known by where they go. */
export const exportKey = ({ destination }: Pick<Export, "destination">): string =>
  `${destination.volume}/${destination.location}`;

/** Whether the file becomes an alias of its object; undefined while that isn't known. */
export const isMove = ({ copyOnly }: { copyOnly?: unknown }): boolean | undefined =>
  typeof copyOnly === "boolean" ? !copyOnly : undefined;

/** "file -> owner/name/location", then, if it has any, its own settings as JSON. Whether it copies is its resource's. */
export function exportLine(item: Omit<Export, "copyOnly">): string {
  const { source, overwrite, properties } = item;
  const settings = { ...(overwrite && { overwrite }), ...(properties && { properties }) };
  return fields([`${source.file}${ARROW}${exportKey(item)}`, json(settings)]);
}

const LINE = /^\S+ -> [^/\s]+\/[^/\s]+\/[^\t]*(\t\{.*\})?$/;

/** Whether the text may be one that `exportLine` has written. */
export const isExportLine = (text: string): boolean => LINE.test(text);

/** Reads what `exportLine` writes. Locations hold no control characters, so a tab always separates. */
export function parseExport(line: string, copyOnly = false): Export {
  const [head = "", settings = ""] = line.split(TAB);
  const arrow = head.indexOf(ARROW);
  const key = head.slice(arrow + ARROW.length);
  const slash = key.indexOf("/", key.indexOf("/") + 1);
  const item: Export = {
    source: { file: head.slice(0, arrow) },
    destination: { volume: key.slice(0, slash), location: key.slice(slash + 1) },
    overwrite: false,
    copyOnly,
  };
  return settings ? { ...item, ...(JSON.parse(settings) as Partial<Export>) } : item;
}
