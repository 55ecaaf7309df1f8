import type * as pulumi from "@pulumi/pulumi";
import { itemSettings } from "../inputs/warnings";
import { exportResults } from "../model/itemResults";
import { warnOfBarePrefix } from "./barePrefix";
import type { ExportSettings, ItemSettings, JobError, VerifiedObject } from "./fileExport";
import { CavaticaResource } from "./resource";
import { warnOfUnknownSettings } from "./unknownSettings";

/** One export among many. What it omits comes from the resource's defaults. */
export interface BulkFileExportItem extends ItemSettings {
  /** The file: its id (24 hexadecimal characters), or its web address, which is reduced to the id. */
  source: pulumi.Input<{ file: pulumi.Input<string> }>;
  /** `location` is appended to the resource's `prefix`. Default for `volume`: the resource's. */
  destination: pulumi.Input<{ volume?: pulumi.Input<string | undefined>; location: pulumi.Input<string> }>;
}

/** Which files to export, where, and how. See https://docs.sevenbridges.com/reference/start-a-bulk-export-job. */
export interface BulkFileExportArgs extends ExportSettings {
  /** 1 to 50 000 exports, in any order. Refused: two with the same destination, and a file that would be moved twice. */
  items: pulumi.Input<pulumi.Input<BulkFileExportItem>[]>;
  /** The volume, "owner/name", of items that don't name their own. */
  volume?: pulumi.Input<string | undefined> | undefined;
  /** Prepended to each location unchanged, so it usually ends in "/". Default: none. */
  prefix?: pulumi.Input<string | undefined> | undefined;
  /**
   * What happens if items have failed once all have ended. "fail" (default): the deployment fails and names them; completed
   * items stay in state. "report": it succeeds, and `failed` names them. Either way the next `up` submits them again.
   */
  onFailure?: pulumi.Input<"fail" | "report" | undefined> | undefined;
}

/** The result of one item. */
export interface BulkItemResult {
  /** The file's id. */
  file: string;
  /** The job's id; absent if the file was already exported and its job isn't known. */
  job?: string;
  /** PENDING, RUNNING, COMPLETED or FAILED. */
  state: string;
  /** Why it FAILED. */
  error?: JobError;
  /** When the job ended: ISO 8601, UTC. */
  finishedOn?: string;
  /** The object at the time it was compared with the file, if `verify` is set. */
  verified?: VerifiedObject;
  /** How the object differs from the file, if `verify` is set. */
  mismatch?: string;
}

/** The number of files in one state, and their size in bytes as far as it is known. */
export interface BulkStateSummary {
  files: number;
  bytes: number;
}

/**
 * Many exports as one resource, for up to 50 000 files: submitted 100 per request, watched together, each with its own
 * result. An update submits only items that were added or have failed; removing an item forgets it. One failing item doesn't
 * stop the others. `--parallel` isn't needed. Requests: at most ⌈n/100⌉ submissions, and at most one per hundred unfinished
 * jobs for each status poll.
 *
 * Errors: invalid items are named before anything is sent; failed items are named with the platform's code and what to do
 * (all codes: docs/errors.md).
 *
 * Sources: https://docs.sevenbridges.com/reference/start-a-bulk-export-job,
 * https://docs.cavatica.org/reference/get-details-of-a-bulk-export-job
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
  /** What happens if items have failed: "fail" or "report". */
  declare readonly onFailure: pulumi.Output<"fail" | "report">;
  /**
   * The number of files and bytes by state ("COMPLETED", "FAILED" and so on). With `verify`, the COMPLETED ones are also
   * counted as "VERIFIED" or "MISMATCH".
   */
  declare readonly summary: pulumi.Output<Record<string, BulkStateSummary>>;
  /** Keys (volume + "/" + location) of the items that failed. */
  declare readonly failed: pulumi.Output<string[]>;
  /** The result of each item, by key (volume + "/" + location). */
  readonly results: pulumi.Output<Record<string, BulkItemResult>>;
  /** As in state: one line per item, a tenth of the size of objects. */
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

/** The storage settings of the resource and its items, as far as they are known. */
const settingsIn = ({ properties, items }: BulkFileExportArgs): pulumi.Input<unknown[]> =>
  [properties, ...itemSettings(items)] as pulumi.Input<unknown[]>;
