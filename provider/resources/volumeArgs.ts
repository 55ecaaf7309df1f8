import type * as pulumi from "@pulumi/pulumi";

/** An optional input. */
type Maybe<T> = pulumi.Input<T | undefined> | undefined;
/** A member of another type of storage, or of another form of credentials. */
type None = undefined;

/** A user's keys for S3 or Alibaba Cloud. See https://docs.sevenbridges.com/reference/create-a-volume-v2. */
export interface KeyCredentials {
  /** The access key's id, e.g. AKIAIOSFODNN7EXAMPLE. */
  accessKeyId: pulumi.Input<string>;
  /** The access key's secret. Secret. */
  secretAccessKey: pulumi.Input<string>;
  roleArn?: None;
  externalId?: None;
}

/**
 * An IAM role that the platform assumes. The platform's support may have to allow it for the account first. See
 * https://docs.cavatica.org/reference/create-a-volume-aws-iam-role.
 */
export interface RoleCredentials {
  /** The role's ARN, e.g. arn:aws:iam::123456789012:role/name. */
  roleArn: pulumi.Input<string>;
  /** The external id, if the role's trust policy requires one. Secret. */
  externalId?: Maybe<string>;
  accessKeyId?: None;
  secretAccessKey?: None;
}

/** A Google Cloud service account. */
export interface ServiceAccountCredentials {
  /** The account's address, name@project.iam.gserviceaccount.com. */
  clientEmail: pulumi.Input<string>;
  /** The complete PEM text with its line breaks. Secret. */
  privateKey: pulumi.Input<string>;
  configuration?: None;
}

/** Workload identity federation. The platform's support may have to allow it for the account first. */
export interface FederatedCredentials {
  /** The external account's JSON file as one string. Secret. */
  configuration: pulumi.Input<string>;
  clientEmail?: None;
  privateKey?: None;
}

/**
 * An application registered with Microsoft Entra ID. See
 * https://sb-biodatacatalyst.readme.io/reference/create-a-volume-microsoft-azure.
 */
export interface ApplicationCredentials {
  /** The directory's id. */
  tenantId: pulumi.Input<string>;
  /** The application's id. */
  clientId: pulumi.Input<string>;
  /** The application's client secret; the only part that can be changed. Secret. */
  clientSecret: pulumi.Input<string>;
}

/** Defaults of all exports to the volume. Omitted: the platform's default; `null`: none. */
export interface S3VolumeProperties {
  /** Server-side encryption: "AES256", "aws:kms", or null for none. Platform default: AES256. */
  sseAlgorithm?: Maybe<"AES256" | "aws:kms" | null>;
  /** The KMS key's id or ARN, only with "aws:kms". Default: the AWS account's own key. */
  sseAwsKmsKeyId?: Maybe<string | null>;
  /** The S3 canned ACL, e.g. "bucket-owner-full-control". Default: null. */
  awsCannedAcl?: Maybe<string | null>;
}

interface Mounted {
  /** The start of all keys, e.g. "runs/": locations on the volume are relative to it. Default: the whole bucket. */
  prefix?: Maybe<string>;
}

/** Amazon S3. */
export interface S3Service extends Mounted {
  type: pulumi.Input<"s3">;
  /** The bucket's name, without scheme or path. */
  bucket: pulumi.Input<string>;
  /** The host of the S3 API. Default: s3.amazonaws.com. */
  endpoint?: Maybe<string>;
  /** A user's keys, or a role. */
  credentials: pulumi.Input<KeyCredentials | RoleCredentials>;
  /** How exported objects are stored, unless an export sets its own properties. */
  properties?: Maybe<S3VolumeProperties>;
  rootUrl?: None;
  storageAccount?: None;
  container?: None;
}

/**
 * Google Cloud Storage. According to https://docs.cavatica.org/reference/start-an-export-job-v2, CAVATICA doesn't export to
 * it, so there such a volume may have to be "RO".
 */
export interface GcsService extends Mounted {
  type: pulumi.Input<"gcs">;
  /** The bucket's name, without scheme or path. */
  bucket: pulumi.Input<string>;
  /** The address of the storage API. Default: https://www.googleapis.com. */
  rootUrl?: Maybe<string>;
  /** A service account, or workload identity federation. */
  credentials: pulumi.Input<ServiceAccountCredentials | FederatedCredentials>;
  endpoint?: None;
  properties?: None;
  storageAccount?: None;
  container?: None;
}

/** Azure Blob Storage, which some platforms mount read-only. */
export interface AzureService extends Mounted {
  type: pulumi.Input<"azure">;
  /** The storage account's name: 3 to 24 lower-case letters or digits. */
  storageAccount: pulumi.Input<string>;
  /** The container's name. */
  container: pulumi.Input<string>;
  /** The address of the storage account. Default: https://<storageAccount>.blob.core.windows.net. */
  endpoint?: Maybe<string>;
  /** An application registered with Microsoft Entra ID. */
  credentials: pulumi.Input<ApplicationCredentials>;
  /** The storage account's id in Azure Resource Manager. */
  properties: pulumi.Input<{ resourceId: pulumi.Input<string> }>;
  bucket?: None;
  rootUrl?: None;
}

/** Alibaba Cloud's OSS, which some platforms mount read-only. */
export interface OssService extends Mounted {
  type: pulumi.Input<"oss">;
  /** The bucket's name, without scheme or path. */
  bucket: pulumi.Input<string>;
  /** The endpoint of the bucket's region, such as oss-eu-central-1.aliyuncs.com. */
  endpoint: pulumi.Input<string>;
  /** A user's keys. */
  credentials: pulumi.Input<KeyCredentials>;
  properties?: None;
  rootUrl?: None;
  storageAccount?: None;
  container?: None;
}

/** Where the objects are stored, by type of storage. */
export type VolumeService = S3Service | GcsService | AzureService | OssService;

/** What a member may do. See https://docs.sevenbridges.com/docs/manage-members-for-a-volume. */
export interface VolumePermissions {
  /** Browse the volume. Default: true. */
  read?: Maybe<boolean>;
  /** Import from the volume. Default: false. */
  copy?: Maybe<boolean>;
  /** Export to the volume. Default: false. */
  write?: Maybe<boolean>;
  /** Manage the volume, which includes the others. Default: false. */
  admin?: Maybe<boolean>;
}

/** A member of a volume, and its permissions. */
export interface VolumeMember extends VolumePermissions {
  /** Teams and divisions exist on enterprise accounts. Default: "USER". A change removes the member and adds it again. */
  type?: Maybe<"USER" | "TEAM" | "DIVISION">;
}

interface CommonArgs {
  /** 3 to 32 letters and digits, separated by single underscores; the volume's id is "owner/name". */
  name: pulumi.Input<string>;
  /** A description for users; changed in place. Default: none. */
  description?: Maybe<string>;
  /**
   * Permissions by username ("division/name" on enterprise accounts), or by a team's or division's id, with its `type` (an
   * existing member may be given by its name). Only members named here are managed; others are left alone. Default: none.
   */
  members?: Maybe<Record<string, pulumi.Input<VolumeMember>>>;
}

/** The inputs of a Volume. See https://docs.sevenbridges.com/reference/create-a-volume-v2. */
export type VolumeArgs = CommonArgs & {
  /**
   * "RW" for reading and exporting, "RO" for reading only. Some platforms don't allow "RW" on Azure or Alibaba Cloud and
   * refuse it with 9039 or 9038.
   */
  accessMode: pulumi.Input<"RW" | "RO">;
  /** The bucket, and how the platform accesses it. */
  service: pulumi.Input<VolumeService>;
};
