import { z } from "zod";

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

/** Volume names: the platform's page "Volumes". */
export const volumeId = z
  .string()
  .regex(
    /^[^/\s]+\/[A-Za-z0-9_]{3,32}$/,
    'must be a volume\'s id "owner/name", the name being 3 to 32 letters, digits or underscores',
  );

/** S3's bound on a whole key, in bytes of UTF-8; Google's and Azure's are the same. */
const LONGEST_KEY = 1024;

/** What is wrong with an object's key or the start of one. The platform's own rules on slashes aren't documented, so these are strict. */
function keyProblem(key: string, relativeTo: string): string | undefined {
  if (key.startsWith("/")) return `must not start with "/": it is relative to ${relativeTo}`;
  if (key.includes("//")) return 'must not contain "//": object stores take it for a folder without a name';
  if (key.split("/").some((part) => part === "." || part === ".."))
    return 'must not have "." or ".." as a part';
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

/** What to import: an object, or everything below a "folder", whose location ends in "/". */
export const importLocation = judgedBy(
  (text) =>
    text.endsWith("/") && text !== "/" ? keyProblem(text, "the volume's prefix") : locationProblem(text),
  `^${PART}(?:/${PART})*/?$`,
);

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
  if (!properties.sseAwsKmsKeyId || properties.sseAlgorithm === "aws:kms") return;
  const message = `needs sseAlgorithm "aws:kms" beside it, which is ${JSON.stringify(properties.sseAlgorithm) ?? "missing"}`;
  context.addIssue({ code: "custom", path: ["sseAwsKmsKeyId"], message, input: properties.sseAwsKmsKeyId });
}

/** What holds for all exports to an S3 volume unless they say otherwise. */
export const s3VolumeProperties = z.strictObject(s3Shape).superRefine(keyNeedsKms);

/** The same per export, and the storage class. */
export const exportProperties = z
  .strictObject({ ...s3Shape, awsStorageClass: z.enum(["STANDARD", "GLACIER"]).nullable().optional() })
  .superRefine(keyNeedsKms);

export const optionalFlag = z.boolean().nullish();
export const overwrite = optionalFlag;
export const copyOnly = optionalFlag;

/** What our resource classes add for the provider process, which is told neither by the engine. */
export const hidden = {
  __urn: z.string().optional(),
  __timeouts: z.record(z.string(), z.string()).optional(),
};
