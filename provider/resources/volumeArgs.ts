import type * as pulumi from "@pulumi/pulumi";

/** What may be left out. */
type Maybe<T> = pulumi.Input<T | undefined> | undefined;
/** What belongs to another type of store, or to another form of credentials. */
type None = undefined;

/** A user's keys of S3 or Alibaba Cloud. */
export interface KeyCredentials {
  accessKeyId: pulumi.Input<string>;
  /** Secret. */
  secretAccessKey: pulumi.Input<string>;
  roleArn?: None;
  externalId?: None;
}

/** A role that the platform takes on. The platform's support may have to allow it for the account first. */
export interface RoleCredentials {
  /** arn:aws:iam::123456789012:role/name */
  roleArn: pulumi.Input<string>;
  /** If the role's trust policy asks for it. Secret. */
  externalId?: Maybe<string>;
  accessKeyId?: None;
  secretAccessKey?: None;
}

/** Of Google Cloud. */
export interface ServiceAccountCredentials {
  /** The account's address, name@project.iam.gserviceaccount.com. */
  clientEmail: pulumi.Input<string>;
  /** The whole PEM text with its line breaks. Secret. */
  privateKey: pulumi.Input<string>;
  configuration?: None;
}

/** Workload identity federation. The platform's support may have to allow it for the account first. */
export interface FederatedCredentials {
  /** The external account's JSON file as one text. Secret. */
  configuration: pulumi.Input<string>;
  clientEmail?: None;
  privateKey?: None;
}

/** Of an application that is registered with Microsoft Entra ID. */
export interface ApplicationCredentials {
  /** The directory's id. */
  tenantId: pulumi.Input<string>;
  /** The application's id. */
  clientId: pulumi.Input<string>;
  /** Secret. */
  clientSecret: pulumi.Input<string>;
}

/** For all exports to the volume that don't say otherwise. Omitted: the platform's default; `null`: none. */
export interface S3VolumeProperties {
  /** Server-side encryption: "AES256", "aws:kms", or null for none. Platform default: AES256. */
  sseAlgorithm?: Maybe<"AES256" | "aws:kms" | null>;
  /** KMS key, with "aws:kms" only. Default: the account's own key. */
  sseAwsKmsKeyId?: Maybe<string | null>;
  /** S3's canned ACL, e.g. "bucket-owner-full-control". Default: null. */
  awsCannedAcl?: Maybe<string | null>;
}

interface Mounted {
  /** Start of all keys: locations on the volume are relative to it. Default: the whole bucket. */
  prefix?: Maybe<string>;
}

/** Amazon S3. */
export interface S3Service extends Mounted {
  type: pulumi.Input<"s3">;
  bucket: pulumi.Input<string>;
  /** Default: s3.amazonaws.com. */
  endpoint?: Maybe<string>;
  credentials: pulumi.Input<KeyCredentials | RoleCredentials>;
  /** How exported objects are stored, unless an export says otherwise. */
  properties?: Maybe<S3VolumeProperties>;
  rootUrl?: None;
  storageAccount?: None;
  container?: None;
}

/** Google Cloud Storage. CAVATICA's pages say that it exports to none, so there such a volume may have to be "RO". */
export interface GcsService extends Mounted {
  type: pulumi.Input<"gcs">;
  bucket: pulumi.Input<string>;
  /** Default: https://www.googleapis.com. */
  rootUrl?: Maybe<string>;
  credentials: pulumi.Input<ServiceAccountCredentials | FederatedCredentials>;
  endpoint?: None;
  properties?: None;
  storageAccount?: None;
  container?: None;
}

/** Azure Blob Storage, which some platforms mount read-only. */
export interface AzureService extends Mounted {
  type: pulumi.Input<"azure">;
  storageAccount: pulumi.Input<string>;
  container: pulumi.Input<string>;
  /** Default: https://<storageAccount>.blob.core.windows.net. */
  endpoint?: Maybe<string>;
  credentials: pulumi.Input<ApplicationCredentials>;
  /** The storage account's id in Azure Resource Manager. */
  properties: pulumi.Input<{ resourceId: pulumi.Input<string> }>;
  bucket?: None;
  rootUrl?: None;
}

/** Alibaba Cloud's OSS, which some platforms mount read-only. */
export interface OssService extends Mounted {
  type: pulumi.Input<"oss">;
  bucket: pulumi.Input<string>;
  /** Of the bucket's region, such as oss-eu-central-1.aliyuncs.com. */
  endpoint: pulumi.Input<string>;
  credentials: pulumi.Input<KeyCredentials>;
  properties?: None;
  rootUrl?: None;
  storageAccount?: None;
  container?: None;
}

/** A store, by its type. */
export type VolumeService = S3Service | GcsService | AzureService | OssService;

/** What a member may do. */
export interface VolumePermissions {
  /** Browse. Default: true. */
  read?: Maybe<boolean>;
  /** Import from it. Default: false. */
  copy?: Maybe<boolean>;
  /** Export to it. Default: false. */
  write?: Maybe<boolean>;
  /** Manage it, which contains the others. Default: false. */
  admin?: Maybe<boolean>;
}

/** A member of a volume, and what it may do. */
export interface VolumeMember extends VolumePermissions {
  /** Teams and divisions exist on enterprise accounts. Default: "USER". A change removes the member and adds it anew. */
  type?: Maybe<"USER" | "TEAM" | "DIVISION">;
}

interface CommonArgs {
  /** 3 to 32 letters and digits, separated by single underscores; the volume's id is "owner/name". */
  name: pulumi.Input<string>;
  /** For people; changed in place. */
  description?: Maybe<string>;
  /**
   * By user name ("division/name" on enterprise accounts), or by a team's or division's id, with its `type` (one that is a
   * member already may go by its name). Only those named here are managed; others are left alone.
   */
  members?: Maybe<Record<string, pulumi.Input<VolumeMember>>>;
}

/** Exports need "RW". Not every platform allows it for Azure and Alibaba Cloud; one that doesn't refuses with 9038 or 9039. */
export type VolumeArgs = CommonArgs & {
  accessMode: pulumi.Input<"RW" | "RO">;
  service: pulumi.Input<VolumeService>;
};
