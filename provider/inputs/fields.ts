import { z } from "zod";
import { EXPORT_SETTINGS, unknownSettings } from "../model/exportSettings";
import { nearest } from "./didYouMean";
import { isUnknown } from "./unknowns";

/** One schema per kind of string that users write; its message says what is allowed. Shared by resources and manifest. */

const ID = "[0-9a-fA-F]{24}";
const ADDRESS = `https?://[^/]+/.*?files/(${ID})/?(?:[?#].*)?`;
export const FILE = new RegExp(`^\\s*(?:(${ID})|${ADDRESS})\\s*$`);

/** The id in a file's web address, or the string unchanged. */
export function toFileId(text: string): string {
  const [, id, inAddress] = FILE.exec(text) ?? [];
  return (id ?? inAddress ?? text.trim()).toLowerCase();
}

export const fileId = z
  .string()
  .regex(FILE, "must be a file's id (24 hexadecimal characters) or its web address");

/**
 * Checked by its form alone: the platform's own samples have ids such as "rfranklin/my-volume", which the rule for new
 * names doesn't allow. Parts that are "." or ".." would change a request's address.
 */
export const VOLUME_ID = String.raw`(?!\.{1,2}/)[^/\s\u0000-\u001f\u007f]+/(?!\.{1,2}$)[^/\s\u0000-\u001f\u007f]+`;

export const volumeId = z
  .string()
  .regex(new RegExp(`^${VOLUME_ID}$`), 'must be a volume\'s id "owner/name", without blanks');

/** The maximum length of an S3 key, in bytes of UTF-8; Google's and Azure's limits are the same. */
const LONGEST_KEY = 1024;

/** What is wrong with the key, or key prefix, of a new object. The platform's rules on slashes aren't documented, so these are strict. */
function keyProblem(key: string, relativeTo: string): string | undefined {
  if (key.startsWith("/")) return `must not start with "/": it is relative to ${relativeTo}${offer(key)}`;
  if (key.includes("//"))
    return `must not contain "//": object stores treat it as a folder without a name${offer(key)}`;
  if (key.split("/").some((part) => part === "." || part === ".."))
    return `must not have "." or ".." as a part${offer(key)}`;
  return bytesProblem(key);
}

/** Suggests the key that was probably meant; nothing if it contains "..", which leaves too much to guess. */
function offer(key: string): string {
  const parts = key.split("/");
  if (parts.includes("..")) return "";
  const kept = parts.filter((part) => part !== "" && part !== ".").join("/");
  return kept === "" ? "" : `; write "${kept}${key.endsWith("/") ? "/" : ""}"`;
}

/** What applies to every key. Control characters can't be kept in state, where tabs separate a line's fields. */
function bytesProblem(key: string): string | undefined {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(key)) return "must not contain control characters";
  if (/\p{Cs}/u.test(key)) return "must not contain half of a character (an unpaired UTF-16 surrogate)";
  const bytes = Buffer.byteLength(key);
  return bytes > LONGEST_KEY ? `is ${bytes} bytes long; at most ${LONGEST_KEY} bytes are allowed` : undefined;
}

export function locationProblem(location: string): string | undefined {
  if (location === "") return "must not be empty: it is the object's key below the volume's prefix";
  if (location.endsWith("/") && !location.startsWith("/"))
    return 'must not end in "/": it names one object, not a folder';
  return keyProblem(location, "the volume's prefix");
}

/** `pattern` expresses the same rule for editors, as far as a pattern can: it becomes part of the manifest's JSON Schema. */
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

/** Any key that an object may have, since what is imported exists already. */
function importProblem(text: string): string | undefined {
  if (text === "") return "must not be empty: it is the object's key below the volume's prefix";
  if (/^\/+$/.test(text)) return 'must name a folder before its last "/"';
  return bytesProblem(text);
}

/** What to import: an object, or everything below a "folder", whose location ends in "/". */
export const importLocation = judgedBy(importProblem, String.raw`^(?!/+$)[^\u0000-\u001f\u007f]+$`);

/** Prepended to the locations of many imports. */
export const importPrefix = judgedBy(bytesProblem, String.raw`^[^\u0000-\u001f\u007f]*$`);

const prefixOf = (place: string) =>
  judgedBy((text) => keyProblem(text, place), `^(?:${PART}(?:/${PART})*/?)?$`);

/** A volume's prefix in its bucket. */
export const prefix = prefixOf("the bucket");
/** Prepended to the locations of many exports. */
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

/** Settings of S3 storage. `null` is a value in its own right and reaches the platform as JSON null. */
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
  // Without one the default of the volume or bucket applies, which may be aws:kms.
  if (!sseAwsKmsKeyId || sseAlgorithm === undefined || sseAlgorithm === "aws:kms") return;
  if (isUnknown(sseAlgorithm)) return;
  const message = `needs sseAlgorithm "aws:kms" beside it, which is ${JSON.stringify(sseAlgorithm)}`;
  context.addIssue({ code: "custom", path: ["sseAwsKmsKeyId"], message, input: properties.sseAwsKmsKeyId });
}

/** Defaults for all exports to an S3 volume. */
export const s3VolumeProperties = z.strictObject(s3Shape).superRefine(keyNeedsKms);

/** In the order of EXPORT_SETTINGS; a test compares the two. */
export const exportShape = {
  ...s3Shape,
  awsStorageClass: z.enum(["STANDARD", "GLACIER"]).nullable().optional(),
};

/** The setting that was probably meant by an unknown name: a typo, or the API's own spelling. */
const meantSetting = (name: string): string | undefined =>
  EXPORT_SETTINGS.find((known) => known.toLowerCase() === name.replaceAll("_", "").toLowerCase()) ??
  nearest(name, EXPORT_SETTINGS);

function noSlips(properties: Record<string, unknown>, context: z.core.$RefinementCtx): void {
  const slips = unknownSettings(properties).filter((name) => meantSetting(name) !== undefined);
  if (slips.length > 0) context.addIssue({ code: "unrecognized_keys", keys: slips, input: properties });
}

/** The same for one export, plus the storage class and settings that are unknown here but can't be a typo. */
export const exportProperties = z
  .object(exportShape)
  .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .superRefine(noSlips)
  .superRefine(keyNeedsKms);

export const optionalFlag = z.boolean().nullish();
