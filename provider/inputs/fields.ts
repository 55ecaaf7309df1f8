import { z } from "zod";
import { EXPORT_SETTINGS, unknownSettings } from "../model/exportSettings";
import { nearest } from "./didYouMean";
import { isUnknown } from "./unknowns";

/** The texts users write, one schema each, with what is allowed in its message. Shared by resources and manifest. */

const ID = "[0-9a-fA-F]{24}";
const ADDRESS = `https?://[^/]+/.*?files/(${ID})/?(?:[?#].*)?`;
export const FILE = new RegExp(`^\\s*(?:(${ID})|${ADDRESS})\\s*$`);

/** The id in a file's web address, or the text as it is. */
export function toFileId(text: string): string {
  const [, id, inAddress] = FILE.exec(text) ?? [];
  return (id ?? inAddress ?? text.trim()).toLowerCase();
}

export const fileId = z
  .string()
  .regex(FILE, "must be a file's id (24 hexadecimal characters) or its web address");

/**
 * Judged by its shape alone: the platform's own samples have ids such as "rfranklin/my-volume", which the rule for new
 * names doesn't allow. Parts of dots would change the address of a request.
 */
export const VOLUME_ID = String.raw`(?!\.{1,2}/)[^/\s\u0000-\u001f\u007f]+/(?!\.{1,2}$)[^/\s\u0000-\u001f\u007f]+`;

export const volumeId = z
  .string()
  .regex(new RegExp(`^${VOLUME_ID}$`), 'must be a volume\'s id "owner/name", without blanks');

/** S3's bound on a whole key, in bytes of UTF-8; Google's and Azure's are the same. */
const LONGEST_KEY = 1024;

/** What is wrong with the key of an object to be made, or the start of one. The platform's own rules on slashes aren't documented, so these are strict. */
function keyProblem(key: string, relativeTo: string): string | undefined {
  if (key.startsWith("/")) return `must not start with "/": it is relative to ${relativeTo}${offer(key)}`;
  if (key.includes("//"))
    return `must not contain "//": object stores take it for a folder without a name${offer(key)}`;
  if (key.split("/").some((part) => part === "." || part === ".."))
    return `must not have "." or ".." as a part${offer(key)}`;
  return bytesProblem(key);
}

/** The key that was probably meant; none where ".." would have to be guessed at. */
function offer(key: string): string {
  const parts = key.split("/");
  if (parts.includes("..")) return "";
  const kept = parts.filter((part) => part !== "" && part !== ".").join("/");
  return kept === "" ? "" : `; write "${kept}${key.endsWith("/") ? "/" : ""}"`;
}

/** What no key may be: control characters can't stand in our state, whose lines are separated by tabs. */
function bytesProblem(key: string): string | undefined {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(key)) return "must not contain control characters";
  const bytes = Buffer.byteLength(key);
  return bytes > LONGEST_KEY ? `is ${bytes} bytes long; at most ${LONGEST_KEY} bytes are allowed` : undefined;
}

export function locationProblem(location: string): string | undefined {
  if (location === "") return "must not be empty: it is the object's key below the volume's prefix";
  if (location.endsWith("/") && !location.startsWith("/"))
    return 'must not end in "/": it names one object, not a folder';
  return keyProblem(location, "the volume's prefix");
}

/** `pattern` says the same to editors, as far as a pattern can: it becomes part of the manifest's JSON Schema. */
const judgedBy = (problemOf: (text: string) => string | undefined, pattern: string) =>
  z
    .string()
    .superRefine((text, context) => {
      const message = problemOf(text);
      if (message) context.addIssue({ code: "custom", message, input: text });
    })
    .meta({ pattern, maxLength: LONGEST_KEY });

const PART = String.raw`(?!\.{1,2}(?:/|$))[^/\u0000-\u001f\u007f]+`;

export const location = judgedBy(locationProblem, `^${PART}(?:/${PART})*$`);

/** Any key that an object may have, since what is imported is there already. */
function importProblem(text: string): string | undefined {
  if (text === "") return "must not be empty: it is the object's key below the volume's prefix";
  if (/^\/+$/.test(text)) return 'must name a folder before its last "/"';
  return bytesProblem(text);
}

/** What to import: an object, or everything below a "folder", whose location ends in "/". */
export const importLocation = judgedBy(importProblem, String.raw`^(?!/+$)[^\u0000-\u001f\u007f]+$`);

/** Put before the locations of many imports. */
export const importPrefix = judgedBy(bytesProblem, String.raw`^[^\u0000-\u001f\u007f]*$`);

const prefixOf = (place: string) =>
  judgedBy((text) => keyProblem(text, place), `^(?:${PART}(?:/${PART})*/?)?$`);

/** Of a volume, in its bucket. */
export const prefix = prefixOf("the bucket");
/** Put before the locations of many exports. */
export const locationPrefix = prefixOf("the volume's prefix");

const CANNED_ACLS = [
  "private",
  "public-read",
  "public-read-write",
  "authenticated-read",
  "aws-exec-read",
  "bucket-owner-read",
  "bucket-owner-full-control",
  "log-delivery-write",
] as const;

/** Settings of an S3 store. `null` is a value of its own and reaches the platform as JSON null. */
const s3Shape = {
  sseAlgorithm: z.enum(["AES256", "aws:kms"]).nullable().optional(),
  sseAwsKmsKeyId: z.string().min(1, "must not be empty").nullable().optional(),
  awsCannedAcl: z.enum(CANNED_ACLS).nullable().optional(),
};

function keyNeedsKms(
  properties: { sseAlgorithm?: string | null | undefined; sseAwsKmsKeyId?: string | null | undefined },
  context: z.core.$RefinementCtx,
): void {
  const { sseAlgorithm, sseAwsKmsKeyId } = properties;
  // Without one the volume's default counts, or the bucket's own, which may be aws:kms.
  if (!sseAwsKmsKeyId || sseAlgorithm === undefined || sseAlgorithm === "aws:kms") return;
  if (isUnknown(sseAlgorithm)) return;
  const message = `needs sseAlgorithm "aws:kms" beside it, which is ${JSON.stringify(sseAlgorithm)}`;
  context.addIssue({ code: "custom", path: ["sseAwsKmsKeyId"], message, input: properties.sseAwsKmsKeyId });
}

/** What holds for all exports to an S3 volume unless they say otherwise. */
export const s3VolumeProperties = z.strictObject(s3Shape).superRefine(keyNeedsKms);

/** In the order of EXPORT_SETTINGS, which a test compares with it. */
export const exportShape = {
  ...s3Shape,
  awsStorageClass: z.enum(["STANDARD", "GLACIER"]).nullable().optional(),
};

/** The setting that was probably meant by a name that isn't one: a slip, or the API's own spelling of it. */
const meantSetting = (name: string): string | undefined =>
  EXPORT_SETTINGS.find((known) => known.toLowerCase() === name.replaceAll("_", "").toLowerCase()) ??
  nearest(name, EXPORT_SETTINGS);

function noSlips(properties: Record<string, unknown>, context: z.core.$RefinementCtx): void {
  const slips = unknownSettings(properties).filter((name) => meantSetting(name) !== undefined);
  if (slips.length > 0) context.addIssue({ code: "unrecognized_keys", keys: slips, input: properties });
}

/** The same per export, the storage class, and settings that are unknown here but can't be a slip. */
export const exportProperties = z
  .object(exportShape)
  .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .superRefine(noSlips)
  .superRefine(keyNeedsKms);

export const optionalFlag = z.boolean().nullish();

/** The settings of one export. The descriptions are the manifest's. */
export const itemSettings = {
  properties: exportProperties
    .nullish()
    .describe("Settings of the store; null means none, absent the volume's own"),
  overwrite: optionalFlag.describe("Replace an object that is at the place already; default: false"),
};

/** Those that all exports of a resource have in common. */
export const exportSettings = {
  ...itemSettings,
  copyOnly: optionalFlag.describe("true keeps the file on the platform; false (default) moves it, one way"),
  verify: optionalFlag.describe(
    "Compare each object's size with its file's once it is exported; default: false",
  ),
};

/** What a change of each setting does to an export: makes another one, updates it, or matters only to the next one. */
export const SETTING_EFFECTS = {
  properties: "replace",
  overwrite: "none",
  copyOnly: "replace",
  verify: "update",
} as const satisfies Record<keyof typeof exportSettings, "replace" | "update" | "none">;
