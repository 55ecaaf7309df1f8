import type * as pulumi from "@pulumi/pulumi";
import { itemSettings } from "../inputs/warnings";
import { exportResults } from "../model/itemResults";
import { warnOfBarePrefix } from "./barePrefix";
import type { ExportProperties, JobError, VerifiedObject } from "./fileExport";
import { CavaticaResource } from "./resource";
import { warnOfUnknownSettings } from "./unknownSettings";

/** One export among many. What it doesn't say, the resource's defaults say. */
export interface BulkFileExportItem {
  /** The file: its id, or its web address, which is reduced to the id. */
  source: pulumi.Input<{ file: pulumi.Input<string> }>;
  /** `location` comes after the resource's `prefix`; `volume` may be the resource's. */
  destination: pulumi.Input<{ volume?: pulumi.Input<string | undefined>; location: pulumi.Input<string> }>;
  /** Laid over the resource's. */
  properties?: pulumi.Input<ExportProperties | undefined> | undefined;
  /** Default: the resource's. */
  overwrite?: pulumi.Input<boolean | undefined> | undefined;
}

/** Which files to export, where to, and how. */
export interface BulkFileExportArgs {
  /** 1 to 50 000 exports, in any order. Two at one place are refused; so is a file that would be moved twice. */
  items: pulumi.Input<pulumi.Input<BulkFileExportItem>[]>;
  /** Volume "owner/name" of items that don't name their own. */
  volume?: pulumi.Input<string | undefined> | undefined;
  /** Put before each location as it is, so it usually ends in "/". */
  prefix?: pulumi.Input<string | undefined> | undefined;
  /** Defaults for items; an item's own properties are laid over them. */
  properties?: pulumi.Input<ExportProperties | undefined> | undefined;
  /** Delete objects that are at the places of items, then write. Default: false. */
  overwrite?: pulumi.Input<boolean | undefined> | undefined;
  /** Keep the files on the platform; for all items alike. Default: false, and then each export MOVES its file, one way. */
  copyOnly?: pulumi.Input<boolean | undefined> | undefined;
  /** Compare each object with its file once it is exported, as a FileExport does. Default: false. */
  verify?: pulumi.Input<boolean | undefined> | undefined;
  /**
   * What failed items do when all have ended. "fail" (default): the deployment fails, naming them; what completed stays
   * in state. "report": it succeeds, and `failed` names them. Either way the next `up` submits them again.
   */
  onFailure?: pulumi.Input<"fail" | "report" | undefined> | undefined;
}

/** What became of one item. */
export interface BulkItemResult {
  /** The file's id. */
  file: string;
  /** The job's id; absent if the file was found exported and its job isn't known. */
  job?: string;
  /** PENDING, RUNNING, COMPLETED or FAILED. */
  state: string;
  /** Why it FAILED. */
  error?: JobError;
  /** ISO 8601, UTC. */
  finishedOn?: string;
  /** The object as it was when it was compared with the file, if `verify` is set. */
  verified?: VerifiedObject;
  /** Why the object isn't the file's, if `verify` is set. */
  mismatch?: string;
}

/** Files and, as far as the platform tells sizes, bytes in one state. */
export interface BulkStateSummary {
  files: number;
  bytes: number;
}

/**
 * Many exports as one resource, for hundreds and up to 50 000 files: submitted 100 a request, watched together, each
 * with its own result. An update submits only what was added or had failed; removing an item forgets it. One that fails
 * doesn't stop its neighbours. Needs no `--parallel`. Requests: at most ⌈n/100⌉ submissions, and as many looks a poll
 * as there are hundreds of unfinished jobs.
 *
 * Errors: bad items are named before anything is sent; of failed items the deployment names each with the platform's
 * code and what to do (all codes: docs/errors.md).
 *
 * Facts: the platform's pages "Start a bulk export job" and "Get details of a bulk export job".
 *
 * @example
 * ```ts
 * const run = new BulkFileExport("run7", {
 *     items: files.map((f) => ({ source: { file: f.id }, destination: { location: f.name } })),
 *     volume: "lab/archive",
 *     prefix: "run7/",
 * });
 * export const failed = run.failed;
 * ```
 */
export class BulkFileExport extends CavaticaResource {
  /** Whether the files stay on the platform. */
  declare readonly copyOnly: pulumi.Output<boolean>;
  /** Whether objects are compared with their files. */
  declare readonly verify: pulumi.Output<boolean | undefined>;
  /** What failed items do when all have ended. */
  declare readonly onFailure: pulumi.Output<"fail" | "report">;
  /**
   * Per state ("COMPLETED", "FAILED" …): how many files, how many bytes. With `verify` also of COMPLETED ones "VERIFIED" and
   * "MISMATCH".
   */
  declare readonly summary: pulumi.Output<Record<string, BulkStateSummary>>;
  /** Keys (volume + "/" + location) of the items that failed. */
  declare readonly failed: pulumi.Output<string[]>;
  /** Per key (volume + "/" + location): what became of it. */
  readonly results: pulumi.Output<Record<string, BulkItemResult>>;
  /** As state has it: one line an item, a tenth of what objects take. */
  declare private readonly jobs: pulumi.Output<string[]>;

  constructor(name: string, args: BulkFileExportArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(
      "BulkFileExport",
      name,
      { ...args },
      ["copyOnly", "verify", "onFailure", "jobs", "summary", "failed"],
      opts,
    );
    warnOfUnknownSettings(this, settingsIn(args));
    warnOfBarePrefix(this, args.prefix);
    this.results = this.jobs.apply((lines) => exportResults(lines ?? []) as Record<string, BulkItemResult>);
  }
}

/** The resource's own settings, and those of its items, as far as they are known. */
const settingsIn = ({ properties, items }: BulkFileExportArgs): pulumi.Input<unknown[]> =>
  [properties, ...itemSettings(items)] as pulumi.Input<unknown[]>;
