import { type CodeRow, NAME_TAKEN, RUN_LATER } from "./table";

const READ_ONLY =
  "Set accessMode: RO, or use a bucket of another provider: this platform mounts such buckets read-only (RO).";
const policy = (rights: string, resource: string): string =>
  `Allow ${rights} on ${resource} in the bucket policy, or in the policy of the IAM user or role in service.credentials.`;
const OBJECTS = "arn:aws:s3:::{service.bucket}/{service.prefix}/*";

/** Storage that a platform mounts read-only, inactive volumes, and failed jobs. */
export const STORES: readonly CodeRow[] = [
  [9038, 403, "OSS buckets can only be RO on this platform.", READ_ONLY, "accessMode"],
  [9039, 403, "Azure containers can only be RO on this platform.", READ_ONLY, "accessMode"],
  [
    9040,
    403,
    "This login to Google Cloud, through EC2, isn't allowed.",
    "Give service.credentials a login that this platform accepts, e.g. clientEmail and privateKey.",
    "service.credentials",
  ],
  [9057, 403, "GCS buckets can only be RO on this platform.", READ_ONLY, "accessMode"],
  [9058, 403, "S3 buckets can only be RO on this platform.", READ_ONLY, "accessMode"],
  [
    9069,
    409,
    "The volume is inactive.",
    "Activate the volume, then run again; for a volume that a stack declares, `pulumi refresh` and `pulumi up` do it.",
  ],
  [
    9072,
    400,
    "The path ends with a slash.",
    "Remove the slash from the end of destination.location: it is the key of an object.",
  ],
  [9100, 503, "The storage service can't be reached.", RUN_LATER],
  [
    9101,
    403,
    "The volume is not set up for writing.",
    "Set the volume's accessMode to RW; its credentials must be able to write.",
  ],
  [
    9102,
    403,
    "No permission on the project.",
    "Ask the project's administrator: the token's user has no permission on the project.",
  ],
  [
    9103,
    403,
    "The storage refused access to the object.",
    "Check the volume's credentials, the bucket policy, encryption and canned ACL: the bucket refused access.",
  ],
  [
    9104,
    404,
    "There is no such volume.",
    "Write the volume as owner/name, and check that the token's user is a member of it.",
  ],
  [
    9105,
    404,
    "There is no such object on the volume.",
    "There's no such object on the volume, or its credentials can't see it; check location and prefix.",
  ],
  [
    9106,
    404,
    "There is no such file.",
    "Check the id of the file, and that the token's user is a member of its project.",
  ],
  [
    9107,
    409,
    "An object already exists at this location on the volume.",
    "Choose another destination.location, or set overwrite: true " +
      "(the platform deletes the old object first, which can't be undone).",
  ],
  [
    9108,
    409,
    "The file already exists in the project.",
    `${NAME_TAKEN}: a file of that name exists in the project.`,
  ],
  [
    9109,
    404,
    "There is no such file, or it can't be reached.",
    "There's no such object on the volume, or its credentials can't see it; check location and prefix.",
  ],
  [
    9200,
    404,
    "There is no such bucket.",
    "Check service.bucket: the storage has no bucket of that name (service.endpoint decides which storage is used).",
    "service.bucket",
  ],
  [
    9201,
    403,
    "The access key isn't valid.",
    "Check service.credentials.accessKeyId: the storage doesn't know this key, or it was deactivated.",
    "service.credentials.accessKeyId",
  ],
  [
    9202,
    403,
    "The secret key isn't valid.",
    "Check service.credentials.secretAccessKey: it doesn't belong to the access key.",
    "service.credentials.secretAccessKey",
  ],
  [
    9203,
    403,
    "The IAM role isn't valid, or not set up for the platform.",
    "Check service.credentials.roleArn and the role's trust policy: the platform's AWS account must be allowed to assume " +
      "it, with the external id in service.credentials.externalId.",
    "service.credentials.roleArn",
  ],
  [
    9204,
    403,
    "The bucket can't be listed.",
    policy("s3:ListBucket", "arn:aws:s3:::{service.bucket}"),
    "bucket policy (s3:ListBucket)",
  ],
  [9205, 403, "Objects can't be read.", policy("s3:GetObject", OBJECTS), "bucket policy (s3:GetObject)"],
  [
    9206,
    403,
    "Objects can't be written.",
    policy("s3:PutObject and s3:PutObjectAcl", OBJECTS),
    "bucket policy (s3:PutObject, s3:PutObjectAcl)",
  ],
  [
    9207,
    403,
    "The ACLs of objects can't be read.",
    policy("s3:GetObjectAcl", OBJECTS),
    "bucket policy (s3:GetObjectAcl)",
  ],
  [
    9208,
    403,
    "Objects of the platform's own buckets can't be read with the volume's credentials.",
    "Allow s3:GetObject on the platform's own buckets in the policy of the IAM user or role in service.credentials.",
    "IAM policy (s3:GetObject on the platform's buckets)",
  ],
  [
    9209,
    403,
    "Volumes in the bucket's region can't be RW.",
    "Set accessMode: RO, or use a bucket in another region as service.bucket: this platform can't mount buckets of this region for writing.",
    "accessMode, service.bucket",
  ],
];
