import type * as pulumi from "@pulumi/pulumi";
import { SETTING_NAMES } from "../model/export";
import { CavaticaResource } from "./resource";
import { warnOfUnknownSettings } from "./unknownSettings";

/**
 * Storage settings of one export (S3 only), merged over the volume's own. Omitted: the volume's; `null`: none.
 * Unknown settings are sent unchanged, with a warning, in case the platform has added them since; a misspelt name of one of
 * these is refused. See https://docs.sevenbridges.com/reference/start-an-export-job-v2.
 */
export interface ExportProperties {
  /** Server-side encryption: "AES256", "aws:kms", or null for none. Platform default: AES256. */
  sseAlgorithm?: pulumi.Input<"AES256" | "aws:kms" | null> | undefined;
  /** The KMS key's id or ARN, only with "aws:kms". Default: the AWS account's own key. */
  sseAwsKmsKeyId?: pulumi.Input<string | null> | undefined;
  /** The S3 canned ACL, e.g. "bucket-owner-full-control". Default: null. */
  awsCannedAcl?: pulumi.Input<string | null> | undefined;
  /** The S3 storage class, "STANDARD" or "GLACIER". Platform default: STANDARD. */
  awsStorageClass?: pulumi.Input<"STANDARD" | "GLACIER" | null> | undefined;
}

/** The settings of one export, which each item of a `BulkFileExport` may have of its own. */
export interface ItemSettings {
  /** How the object is stored; an item's are merged over its resource's. Default: the volume's own settings. */
  properties?: pulumi.Input<ExportProperties | undefined> | undefined;
  /**
   * Delete an object that already exists at the destination, then write (the platform does it in two steps). Default: false,
   * and then the export fails (9107); for an item, its resource's.
   */
  overwrite?: pulumi.Input<boolean | undefined> | undefined;
}

/** The settings of one export, or of all exports of a resource. */
export interface ExportSettings extends ItemSettings {
  /**
   * Keep the file on the platform. Default: false, and then the export MOVES it, one way: the file becomes an alias of the
   * object and can never be exported again. See https://docs.sevenbridges.com/docs/aliases.
   */
  copyOnly?: pulumi.Input<boolean | undefined> | undefined;
  /**
   * Compare the object with the file once the job is COMPLETED, and at each refresh: by size in bytes, through the volume's
   * listing (about one request per 100 objects of a folder). A difference, or a missing object, fails the deployment; the job
   * stays in state, the next `up` compares again, and nothing is submitted a second time. Default: false. Changing it
   * submits nothing: `true` verifies finished exports.
   */
  verify?: pulumi.Input<boolean | undefined> | undefined;
}

/** Which file to export, where, and how. Changing anything except `overwrite` and `verify` makes a new export. */
export interface FileExportArgs extends ExportSettings {
  /** The file: its id (24 hexadecimal characters), or its web address, which is reduced to the id. */
  source: pulumi.Input<{ file: pulumi.Input<string> }>;
  /** The volume's id "owner/name", and the object's key below the volume's prefix. */
  destination: pulumi.Input<{ volume: pulumi.Input<string>; location: pulumi.Input<string> }>;
}

/** The error of a FAILED job, as reported by the platform. See https://docs.sevenbridges.com/reference/api-status-codes. */
export interface JobError {
  /** The HTTP status of the error. */
  status?: number | undefined;
  /** The platform's own code; for what to do about each, see docs/errors.md. */
  code?: number | undefined;
  /** The platform's message. */
  message?: string | undefined;
  /** The address of the platform's page about it. */
  moreInfo?: string | undefined;
}

/** An object that was compared with its file and has the same size. */
export interface VerifiedObject {
  /** Size in bytes. */
  size: number;
  /** The storage provider's ETag; absent if it isn't shown. */
  etag?: string;
  /** When it was first verified in its current form: ISO 8601, UTC. */
  on: string;
}

/** The file of a job. */
export interface JobResult {
  id: string;
  name?: string;
  /** "owner/project". */
  project?: string;
}

/**
 * One export job: writes a file's content to a location on a volume, and `pulumi up` waits until it is COMPLETED.
 *
 * `source`, `destination`, `properties` and `copyOnly` can't be changed on a job, so a change makes a new export; for a
 * file that was moved, that is impossible, and the preview says so. Destroying forgets the job and leaves the data.
 * How long to wait: `customTimeouts.create` and `.update`, default 24h. After a timeout the deployment fails, the job is
 * kept in state, and the next `up` resumes waiting for it.
 *
 * Errors: invalid inputs are named before anything is sent; a FAILED job fails the deployment with the platform's code and
 * message and what to do (all codes: docs/errors.md), leaves nothing in state, and is submitted again by the next `up`.
 *
 * Sources: https://docs.sevenbridges.com/reference/start-an-export-job-v2,
 * https://docs.sevenbridges.com/reference/get-details-of-an-export-job-v2,
 * https://www.pulumi.com/docs/iac/concepts/resources/options/customtimeouts/
 *
 * @example
 * ```ts
 * const sample = new FileExport("sample-1", {
 *     source: { file: "65a1f0c2e4b0a1b2c3d4e5f6" },
 *     destination: { volume: "lab/archive", location: "run7/sample-1.cram" },
 * });
 * export const uri = sample.uri;
 * ```
 */
export class FileExport extends CavaticaResource {
  /** The file's id. */
  declare readonly source: pulumi.Output<{ file: string }>;
  /** The volume's id, and the object's key below the volume's prefix. */
  declare readonly destination: pulumi.Output<{ volume: string; location: string }>;
  /** As declared. */
  declare readonly properties: pulumi.Output<pulumi.Unwrap<ExportProperties> | undefined>;
  /** Whether it may delete an existing object at the destination. */
  declare readonly overwrite: pulumi.Output<boolean>;
  /** Whether the file stays on the platform. */
  declare readonly copyOnly: pulumi.Output<boolean>;
  /** PENDING, RUNNING, COMPLETED or FAILED. */
  declare readonly state: pulumi.Output<string>;
  /** When the job was submitted: ISO 8601, UTC, as reported by the job. */
  declare readonly startedOn: pulumi.Output<string | undefined>;
  /** When the job ended: ISO 8601, UTC, as reported by the job. */
  declare readonly finishedOn: pulumi.Output<string | undefined>;
  /** The job's address in the API. */
  declare readonly href: pulumi.Output<string | undefined>;
  /** The exported file; absent if the platform doesn't show it. */
  declare readonly result: pulumi.Output<JobResult | undefined>;
  /** Why the job FAILED; absent otherwise. */
  declare readonly error: pulumi.Output<JobError | undefined>;
  /** The object's URI in its storage provider's own scheme, e.g. s3://bucket/prefix/location. */
  declare readonly uri: pulumi.Output<string | undefined>;
  /** The file's size in bytes; absent if the platform doesn't show it. */
  declare readonly size: pulumi.Output<number | undefined>;
  /** Whether the object is compared with the file. */
  declare readonly verify: pulumi.Output<boolean | undefined>;
  /** The object when it was compared with the file: size in bytes, the storage provider's ETag, and the time (ISO 8601). */
  declare readonly verified: pulumi.Output<VerifiedObject | undefined>;

  constructor(name: string, args: FileExportArgs, opts: pulumi.CustomResourceOptions = {}) {
    super("FileExport", name, { ...args }, OUTPUTS, opts);
    warnOfUnknownSettings(this, [args.properties]);
  }

  /** Reads an existing job by its id, with the token of the user who started it. Fails if there is no such job. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): FileExport {
    return new FileExport(name, { ...NOTHING }, { ...opts, id });
  }
}

const INPUTS = ["source", "destination", ...SETTING_NAMES];
const JOB = ["state", "startedOn", "finishedOn", "href", "result", "error"];
const OUTPUTS = [...INPUTS, ...JOB, "uri", "size", "verified"];

/** A read resource has no arguments; everything comes from the job. */
const NOTHING = {} as FileExportArgs;
