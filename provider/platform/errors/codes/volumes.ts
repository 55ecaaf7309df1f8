import { CHECK_REQUEST, type CodeRow } from "./table";

const PROJECT_RIGHT = "Ask the project's administrator: the token's user has no right to the project.";
const FILE_GONE = "Check the id of the file, and that the token's user is a member of its project.";
const NO_VOLUME = "Write the volume as owner/name, and check that the token's user is a member of it.";
const NAME =
  "Choose another name for the volume: at most 32 letters and digits, with single underscores between them.";
const SERVICE = "Check the volume's service: its type, its bucket and its credentials.";
const CREDENTIALS = "Give service.credentials the members that belong to service.type";

/** The volume service's codes for requests. */
export const VOLUMES: readonly CodeRow[] = [
  [
    9001,
    403,
    "The bucket can't be read with the volume's credentials.",
    "Check service.bucket, service.credentials and the bucket's policy: the volume's credentials can't read the bucket.",
    "service.credentials, service.bucket",
  ],
  [
    9002,
    403,
    "The bucket can't be written with the volume's credentials.",
    "Allow the credentials to write to the bucket (s3:PutObject), or set accessMode: RO: they can't write to the bucket. " +
      "The same error was seen when the bucket was already mounted.",
    "service.credentials, service.bucket",
  ],
  [9003, 403, "No right to the project.", PROJECT_RIGHT],
  [
    9004,
    403,
    "No right to the file.",
    "Ask the project's administrator: the token's user has no right to the file.",
  ],
  [
    9005,
    403,
    "The job belongs to another user.",
    "Use the token that started the job: the job belongs to another user.",
  ],
  [
    9006,
    403,
    "The file can't be exported.",
    "Only a file that is stored on the platform can be exported: not an alias (already exported or imported), " +
      "not a public or archived file, not a folder, and not one whose export is still running.",
  ],
  [9007, 404, "There is no such volume, or this token can't see it.", NO_VOLUME],
  [
    9008,
    404,
    "There is no such job, or this token can't see it.",
    "Use the token that started the job: only its user can see it.",
  ],
  [9009, 404, "There is no such file, or this token can't see it.", FILE_GONE],
  [9010, 409, "A volume of that name already exists.", "Choose another name for the volume.", "name"],
  [9011, 400, "The request isn't understood.", CHECK_REQUEST],
  [
    9012,
    400,
    "There is no such project.",
    "Check the spelling of the project (owner/project), and that the token belongs to the right platform.",
  ],
  [9013, 400, "The volume's name is empty.", NAME, "name"],
  [9014, 400, "The volume's name is too long or has characters that aren't allowed.", NAME, "name"],
  [9015, 400, "The access mode is missing.", "Give accessMode: RW or RO.", "accessMode"],
  [9016, 400, "The service is missing.", SERVICE, "service"],
  [9017, 400, "The service isn't valid.", SERVICE, "service"],
  [
    9018,
    400,
    "There is no file name, and none can be derived from the location.",
    "Give the name: destination.location for an export (the key below the volume's prefix), destination.name for an import.",
  ],
  [9019, 400, "The service isn't valid.", SERVICE, "service"],
  [
    9020,
    403,
    "No right to the volume.",
    "Ask the volume's administrator: the token's user needs write permission on the volume for exports, copy for imports, admin for changes.",
  ],
  [
    9021,
    400,
    "The format of the time isn't known.",
    "Write times as ISO 8601 in UTC, e.g. 2026-01-12T09:30:02Z.",
  ],
  [
    9022,
    400,
    "The canned ACL isn't known.",
    "Set awsCannedAcl to one of S3's canned ACLs (private, bucket-owner-full-control, …) or null.",
    "service.properties.awsCannedAcl",
  ],
  [
    9023,
    400,
    "The server-side encryption isn't known.",
    "Set sseAlgorithm to AES256, aws:kms or null.",
    "service.properties.sseAlgorithm",
  ],
  [9024, 400, "The S3 storage class isn't allowed.", "Set awsStorageClass to STANDARD or GLACIER."],
  [
    9025,
    400,
    "The private key isn't valid.",
    "Check the private key: give the whole PEM text, with its line breaks, as service.credentials.privateKey.",
    "service.credentials.privateKey",
  ],
  [
    9026,
    403,
    "The volume is not set up for writing.",
    "Set the volume's accessMode to RW; its credentials must be able to write.",
    "accessMode",
  ],
  [
    9027,
    403,
    "The file and the volume are on different clouds.",
    "Choose a volume on the same cloud as the file's project: files can't be exported to another cloud.",
  ],
  [
    9028,
    400,
    "The access configuration isn't valid.",
    "Check service.credentials (of a federated Google login: configuration, the whole JSON text) and accessMode.",
    "service.credentials",
  ],
  [9029, 400, "The kind of Google credentials isn't known.", `${CREDENTIALS} gcs.`, "service.credentials"],
  [9030, 400, "The volume's name isn't allowed.", NAME, "name"],
  [9031, 400, "The kind of Azure credentials isn't known.", `${CREDENTIALS} azure.`, "service.credentials"],
  [9034, 400, "The kind of S3 credentials isn't known.", `${CREDENTIALS} s3.`, "service.credentials"],
];
