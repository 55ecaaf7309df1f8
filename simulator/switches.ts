import type { ErrorChoice } from "./errors";
import type { ServiceType } from "./world/records";

/**
 * Behaviour that no page of the platform's documentation describes, or that only its samples show. The default is what
 * the samples show, or else the most likely reading.
 */
export interface Switches {
  // ---- codes that are documented nowhere, or not for this case
  /** Export, import or browsing on an inactive volume (published: 9069 with 409). */
  inactiveVolumeError: ErrorChoice;
  /** Export to a volume in another region of the same cloud; the nearest published code is 9027, for other clouds. */
  regionMismatchError: ErrorChoice;
  /** Export of a folder. */
  folderExportError: ErrorChoice;
  /** A new member of a volume who isn't a user of the platform. */
  unknownUserError: ErrorChoice;
  /** A user who isn't a member of the volume. */
  unknownMemberError: ErrorChoice;
  /** A bulk call with more than 100 items. */
  tooManyItemsError: ErrorChoice;
  /** A bulk call with no item. */
  noItemsError: ErrorChoice;
  /** Deactivation without force while jobs are running. */
  busyVolumeError: ErrorChoice;
  /** Deletion of a volume that is still active. */
  deleteActiveError: ErrorChoice;
  /** Deletion of a volume that aliases point to. */
  deleteAliasedError: ErrorChoice;
  /**
   * PATCH of a volume's name, type, container or account; of its bucket, prefix and endpoint too (switch
   * volumePlacePatch).
   */
  fixedMemberError: ErrorChoice;
  /** Jobs ended by a deactivation with force. */
  forcedEndError: ErrorChoice;
  /** Wrong, expired or missing token. */
  unauthorizedError: ErrorChoice;
  /** An object that doesn't exist. */
  missingObjectError: ErrorChoice;

  // ---- exports
  /** An object is in the way and overwrite is off: refused at submission, or the job fails (both 9107). */
  occupiedLocation: "job" | "submit";
  /** Another unfinished job has the same destination: left to fail later, or refused with 9107. */
  sameLocation: "allow" | "refuse";
  /** A second move of a file while one is pending: refused with 9006, or left to fail later. */
  pendingMove: "refuse" | "allow";
  /** Whether a job whose file is deleted meanwhile fails (9106) or still completes. */
  deletedSource: "fail" | "complete";
  /** Whether a copy_only job has `result`. */
  copyOnlyResult: "file" | "absent";
  /** Whether `copy_only` can be read back from a job. */
  echoCopyOnly: boolean;
  /**
   * How the object's key is built: with a slash between prefix and location if there is none, or by plain
   * concatenation.
   */
  keyJoin: "concat" | "slash";
  /** A leading slash of the location. */
  leadingSlash: "keep" | "strip" | "refuse";
  /** Whether a default-mode job that fails after the write leaves its object behind. */
  failedJobLeavesObject: boolean;
  /** Whether the regions of file and volume are compared, where both are known. */
  regionCheck: boolean;
  /**
   * `properties` of a job: those that apply, on S3 with AES256 and STANDARD if none were given (samples of
   * start-an-export-job-v2 and get-details-of-an-export-job-v2); the given ones merged into the volume's own; or as
   * given.
   */
  echoProperties: "filled-in" | "effective" | "given";
  /** An empty `properties` object: the volume's defaults apply, or are cancelled. */
  emptyProperties: "keep-defaults" | "cancel-defaults";

  // ---- jobs
  /**
   * `source.location` of a folder's import: without its trailing slash (sample of start-an-import-job-v2), or as sent.
   */
  folderLocationEcho: "bare" | "as-sent";
  /** `destination` of an import: project, parent and name together (the same sample), or as sent. */
  importDestinationEcho: "whole" | "as-sent";
  /**
   * `preserve_folder_structure` of a folder's import that was sent without it: its default (the same sample), or
   * absent.
   */
  folderStructureEcho: "filled-in" | "as-sent";
  /** Locations of jobs: as sent, or with a leading slash. */
  locationEcho: "as-sent" | "leading-slash";
  /** IDs of files and volumes in jobs: as they are, or in capitals. */
  idEcho: "as-is" | "upper";
  /** `started_on`: when the job was submitted, or when it started to run. */
  startedOn: "submission" | "running";
  /** `finished_on` of an unfinished job. */
  finishedOnBeforeEnd: "absent" | "null";
  /** Order of job lists. */
  jobListOrder: "newest-first" | "oldest-first";
  /** Seconds for which finished jobs can still be read. */
  jobRetentionSeconds: number;
  /** Jobs of one user that run at a time; the rest wait as PENDING. */
  concurrency: number;
  /** An import from a location without an object: refused at submission, or the job fails (both 9105). */
  missingImportSource: "job" | "submit";
  /** Whose codes imports return: those of volumes (5026, 9105, 9108, …) or of the import service (10222 to 10226). */
  importCodes: "volumes" | "import-service";

  // ---- volumes
  /**
   * PATCH of bucket, prefix, endpoint, root_url: accepted (published: update-a-volume-v2), or refused
   * (fixedMemberError).
   */
  volumePlacePatch: "in-place" | "refuse";
  /**
   * Credentials in the PATCH of an Azure volume: client_secret only (published: its page), or all as at its creation.
   */
  azureCredentialsPatch: "secret-only" | "whole";
  /** The same bucket and credentials a second time (observed to give 9002). */
  sameBucketTwice: "allow" | "refuse";
  /** `access_mode` when the body has none; "required" gives 9015. */
  defaultAccessMode: "required" | "RW" | "RO";
  /**
   * Stores whose volumes can only be RO in this environment (published per environment: 9038 OSS, 9039 Azure, 9057 GCS,
   * 9058 S3).
   */
  readOnlyStores: readonly ServiceType[];
  /**
   * Details of an S3 volume: with the same members as after its creation, or as their own page's older sample shows
   * them.
   */
  volumeDetails: "new" | "old";
  /** The name of the container in the details of an Azure volume (published on their page: bucket). */
  azureDetails: "bucket" | "container";
  /** `username` of a team or division among a volume's members. */
  groupUsername: "name" | "id";
  /** How the deeper levels in a volume's contents end (published, beside one with a slash: bare). */
  prefixesEnd: "bare" | "slash";
  /** Spelling of `service.type` in responses. */
  serviceTypeCase: "lower" | "upper" | "as-sent";
  /** `metadata` of objects on S3 volumes. */
  objectMetadata: "full" | "size-only" | "none";

  // ---- files and projects
  /** Which files on the platform show `hosted_on_locations`: those that aren't archived, all, or none. */
  hostedOnLocations: "active" | "all" | "none";
  /** Whether `storage` of an alias has `hosted_on_locations`. */
  aliasHostedOn: boolean;
  /** Whether `parent` is shown only with the advance access header. */
  parentNeedsAdvanceAccess: boolean;
  /** Name of a file's member that shows whether it is archived; empty for none. */
  archivedMember: string;
  /** Name of a project's member that shows its region; empty for none. */
  projectRegionMember: string;

  // ---- HTTP
  /** Whose window a request counts in. */
  rateWindowPer: "user" | "token";
  /** `GET /rate_limit`: `reset` as date and `instance_limit` (what the Python client reads), or as number and `instance`. */
  rateLimitBody: "date" | "number";
  /** Whether `GET /rate_limit` itself counts. */
  rateLimitCounts: boolean;
  /** Whether storage routes require the advance access header. */
  advanceAccessRequired: boolean;
  /** Unknown members of bodies. */
  unknownMembers: "ignore" | "refuse";
  /** A `limit` over 100. */
  limitOver100: "clamp" | "refuse" | "allow";
}
