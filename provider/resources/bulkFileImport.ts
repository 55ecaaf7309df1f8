import type * as pulumi from "@pulumi/pulumi";
import { importResults } from "../model/itemResults";
import type { BulkItemResult, BulkStateSummary } from "./bulkFileExport";
import type { ImportDestination } from "./fileImport";
import { CavaticaResource } from "./resource";

/** One import among many. What it omits comes from the resource's defaults. */
export interface BulkFileImportItem {
  /** `location` is appended to the resource's `prefix`. Default for `volume`: the resource's. */
  source: pulumi.Input<{ volume?: pulumi.Input<string | undefined>; location: pulumi.Input<string> }>;
  /** The project or folder, and the name. Default for `project` and `parent`: the resource's. */
  destination?: pulumi.Input<ImportDestination | undefined> | undefined;
  /** Delete an existing file of the same name. Default: the resource's. */
  overwrite?: pulumi.Input<boolean | undefined> | undefined;
  /** Let the platform choose another name if it is taken. Default: the resource's. */
  autorename?: pulumi.Input<boolean | undefined> | undefined;
  /** For folders only, as for a FileImport. Default: true. */
  preserveFolderStructure?: pulumi.Input<boolean | undefined> | undefined;
}

/** What to import, and where. See https://docs.sevenbridges.com/reference/start-a-bulk-import-job. */
export interface BulkFileImportArgs {
  /** 1 to 50 000 imports, in any order. Refused: two with the same name in one folder. */
  items: pulumi.Input<pulumi.Input<BulkFileImportItem>[]>;
  /** The volume, "owner/name", of items that don't name their own. */
  volume?: pulumi.Input<string | undefined> | undefined;
  /** Prepended to each location unchanged, so it usually ends in "/". Default: none. */
  prefix?: pulumi.Input<string | undefined> | undefined;
  /** The project, "owner/project", of items that name neither project nor parent. */
  project?: pulumi.Input<string | undefined> | undefined;
  /** A folder's id, instead of `project`. */
  parent?: pulumi.Input<string | undefined> | undefined;
  /** Delete existing files that have items' names, whatever their content. Default: false. */
  overwrite?: pulumi.Input<boolean | undefined> | undefined;
  /** If a name is taken, let the platform add the prefix `_1_`, `_2_` and so on. Default: false. */
  autorename?: pulumi.Input<boolean | undefined> | undefined;
  /** What happens if items have failed, as for a BulkFileExport: "fail" (default) or "report". */
  onFailure?: pulumi.Input<"fail" | "report" | undefined> | undefined;
}

/** The result of one item of a bulk import. */
export interface BulkImportResult extends Omit<BulkItemResult, "file"> {
  /** The alias's id; absent until it is known. */
  file?: string;
}

/**
 * Many imports as one resource, up to 50 000: submitted 100 per request, watched together, each with its own result. An
 * update submits only items that were added or have failed. Removing an item, or destroying the resource, removes aliases
 * from their projects, but never an object.
 *
 * Errors: invalid items are named before anything is sent; failed items are named with the platform's code and what to do
 * (all codes: docs/errors.md).
 *
 * Sources: https://docs.sevenbridges.com/reference/start-a-bulk-import-job, https://docs.sevenbridges.com/docs/aliases
 *
 * @example
 * ```ts
 * new BulkFileImport("run7-back", {
 *     items: names.map((name) => ({ source: { location: name } })),
 *     volume: "lab/archive",
 *     prefix: "run7/",
 *     project: "lab/run8",
 * });
 * ```
 */
export class BulkFileImport extends CavaticaResource {
  /** What happens if items have failed: "fail" or "report". */
  declare readonly onFailure: pulumi.Output<"fail" | "report">;
  /** The number of files and bytes by state ("COMPLETED", "FAILED" and so on). */
  declare readonly summary: pulumi.Output<Record<string, BulkStateSummary>>;
  /** Keys (project or folder + "/" + name) of the items that failed. */
  declare readonly failed: pulumi.Output<string[]>;
  /** The result of each item, by key (project or folder + "/" + name); `file` is the alias. */
  readonly results: pulumi.Output<Record<string, BulkImportResult>>;
  declare private readonly jobs: pulumi.Output<string[]>;

  constructor(name: string, args: BulkFileImportArgs, opts: pulumi.CustomResourceOptions = {}) {
    super("BulkFileImport", name, { ...args }, ["onFailure", "jobs", "summary", "failed"], opts);
    this.results = this.jobs.apply((lines) => importResults(lines ?? []) as Record<string, BulkImportResult>);
  }
}
