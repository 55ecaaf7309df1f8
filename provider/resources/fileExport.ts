import type * as pulumi from "@pulumi/pulumi";
import { CavaticaResource } from "./resource";
import { warnOfUnknownSettings } from "./unknownSettings";

/**
 * Settings of the store for one export (S3 only), over the volume's own. Omitted: the volume's; `null`: none.
 * Others than these are sent as they are, with a warning, in case the platform has learned them since; a name that is a
 * slip of one of these is refused.
 */
export interface ExportProperties {
  /** Server-side encryption: "AES256", "aws:kms", or null for none. Platform default: AES256. */
  sseAlgorithm?: pulumi.Input<"AES256" | "aws:kms" | null> | undefined;
  /** KMS key, with "aws:kms" only. Default: the account's own key. */
  sseAwsKmsKeyId?: pulumi.Input<string | null> | undefined;
  /** S3's canned ACL, e.g. "bucket-owner-full-control". Default: null. */
  awsCannedAcl?: pulumi.Input<string | null> | undefined;
  /** "STANDARD" or "GLACIER". */
  awsStorageClass?: pulumi.Input<"STANDARD" | "GLACIER" | null> | undefined;
}

/** Which file to export, where to, and how. A change of anything but `overwrite` makes a new export. */
export interface FileExportArgs {
  /** The file: its id (24 hexadecimal characters), or its web address, which is reduced to the id. */
  source: pulumi.Input<{ file: pulumi.Input<string> }>;
  /** The volume's id "owner/name", and the object's key below the volume's prefix. */
  destination: pulumi.Input<{ volume: pulumi.Input<string>; location: pulumi.Input<string> }>;
  /** How the object is stored, where that shall differ from the volume's own settings. */
  properties?: pulumi.Input<ExportProperties | undefined> | undefined;
  /** Delete an object that is at the place, then write (the platform does it in two steps). Default: false. */
  overwrite?: pulumi.Input<boolean | undefined> | undefined;
  /**
   * Keep the file on the platform. Default: false, and then the export MOVES it: the file becomes an alias of the
   * object, one way; it can never be exported again.
   */
  copyOnly?: pulumi.Input<boolean | undefined> | undefined;
  /**
   * Compare the object with the file once the job is COMPLETED, and at each refresh: by size, through the volume's listing
   * (about one request for 100 objects of a folder). A difference, or no object, fails the deployment; the job stays in
   * state, the next `up` compares again, and nothing is submitted a second time. Default: false. Changing it submits
   * nothing: `true` verifies what is done already.
   */
  verify?: pulumi.Input<boolean | undefined> | undefined;
}

/** The error of a FAILED job, as the platform states it. */
export interface JobError {
  /** The HTTP status it would have had as an answer. */
  status?: number | undefined;
  /** The platform's own code; what to do about each: docs/errors.md. */
  code?: number | undefined;
  /** In the platform's words. */
  message?: string | undefined;
  /** The address of the platform's page on it. */
  moreInfo?: string | undefined;
}

/** An object that was compared with its file and has its size. */
export interface VerifiedObject {
  /** Bytes. */
  size: number;
  /** As the store gives it; absent where it doesn't. */
  etag?: string;
  /** When it was compared, or last seen changed: ISO 8601, UTC. */
  on: string;
}

/** The file that a job has dealt with. */
export interface JobResult {
  id: string;
  name?: string;
  /** "owner/project". */
  project?: string;
}

/**
 * One export job: a file's content goes to a place on a volume, and `pulumi up` waits until it is there.
 *
 * `source`, `destination`, `properties` and `copyOnly` can't be changed on a job, so a change makes a new export; for a
 * file that was moved that is impossible, and the preview says so. Destroying forgets the job and leaves the data.
 * How long to wait: `customTimeouts.create` and `.update`, default 24h; when the time is up the deployment fails, the
 * job is kept in state, and the next `up` resumes waiting for it.
 *
 * Errors: bad inputs are named before anything is sent; a FAILED job fails the deployment with the platform's code, its
 * words and what to do (all codes: docs/errors.md), leaves nothing in state, and is submitted anew by the next `up`.
 *
 * Facts: the platform's pages "Start an export job" and "Get details of an export job".
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
  /** Whether it may delete an object that is at the place. */
  declare readonly overwrite: pulumi.Output<boolean>;
  /** Whether the file stays on the platform. */
  declare readonly copyOnly: pulumi.Output<boolean>;
  /** PENDING, RUNNING, COMPLETED or FAILED. */
  declare readonly state: pulumi.Output<string>;
  /** ISO 8601, UTC, as the job reports it. */
  declare readonly startedOn: pulumi.Output<string | undefined>;
  /** ISO 8601, UTC, as the job reports it. */
  declare readonly finishedOn: pulumi.Output<string | undefined>;
  /** The job's address in the API. */
  declare readonly href: pulumi.Output<string | undefined>;
  /** The exported file; absent where the platform names none. */
  declare readonly result: pulumi.Output<JobResult | undefined>;
  /** Why the job FAILED; absent otherwise. */
  declare readonly error: pulumi.Output<JobError | undefined>;
  /** The object in its store's own terms, e.g. s3://bucket/prefix/location. */
  declare readonly uri: pulumi.Output<string | undefined>;
  /** The file's size in bytes; absent where the platform doesn't tell it. */
  declare readonly size: pulumi.Output<number | undefined>;
  /** Whether the object is compared with the file. */
  declare readonly verify: pulumi.Output<boolean | undefined>;
  /** The object as it was when it was compared with the file: size in bytes, the store's etag, and when (ISO 8601). */
  declare readonly verified: pulumi.Output<VerifiedObject | undefined>;

  constructor(name: string, args: FileExportArgs, opts: pulumi.CustomResourceOptions = {}) {
    super("FileExport", name, { ...args }, OUTPUTS, opts);
    warnOfUnknownSettings(this, [args.properties]);
  }

  /** An existing job by its id; the token must be its owner's. Fails if there is none. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): FileExport {
    return new FileExport(name, { ...NOTHING }, { ...opts, id });
  }
}

const INPUTS = ["source", "destination", "properties", "overwrite", "copyOnly", "verify"];
const JOB = ["state", "startedOn", "finishedOn", "href", "result", "error"];
const OUTPUTS = [...INPUTS, ...JOB, "uri", "size", "verified"];

/** A read resource has no arguments; all comes from the job. */
const NOTHING = {} as FileExportArgs;
