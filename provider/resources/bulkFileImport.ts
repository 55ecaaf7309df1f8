import type * as pulumi from "@pulumi/pulumi";
import { importResults } from "../model/itemResults";
import type { BulkItemResult, BulkStateSummary } from "./bulkFileExport";
import type { ImportDestination } from "./fileImport";
import { CavaticaResource } from "./resource";

/** One import among many. What it doesn't say, the resource's defaults say. */
export interface BulkFileImportItem {
  /** `location` comes after the resource's `prefix`; `volume` may be the resource's. */
  source: pulumi.Input<{ volume?: pulumi.Input<string | undefined>; location: pulumi.Input<string> }>;
  /** Without `project` and `parent`, the resource's. */
  destination?: pulumi.Input<ImportDestination | undefined> | undefined;
  /** Default: the resource's. */
  overwrite?: pulumi.Input<boolean | undefined> | undefined;
  /** Default: the resource's. */
  autorename?: pulumi.Input<boolean | undefined> | undefined;
  /** As of a FileImport. */
  preserveFolderStructure?: pulumi.Input<boolean | undefined> | undefined;
}

/** What to import, and where to. */
export interface BulkFileImportArgs {
  /** 1 to 50 000 imports, in any order. Two under one name in one folder are refused. */
  items: pulumi.Input<pulumi.Input<BulkFileImportItem>[]>;
  /** Volume "owner/name" of items that don't name their own. */
  volume?: pulumi.Input<string | undefined> | undefined;
  /** Put before each location as it is, so it usually ends in "/". */
  prefix?: pulumi.Input<string | undefined> | undefined;
  /** Project "owner/project" of items that name neither project nor parent. */
  project?: pulumi.Input<string | undefined> | undefined;
  /** Folder's id, instead of `project`. */
  parent?: pulumi.Input<string | undefined> | undefined;
  /** Delete files that are at the places of items, whatever they hold. Default: false. */
  overwrite?: pulumi.Input<boolean | undefined> | undefined;
  /** Where a name is taken, let the platform put `_1_`, `_2_` … before it. Default: false. */
  autorename?: pulumi.Input<boolean | undefined> | undefined;
  /** As of a BulkFileExport: "fail" (default) or "report". */
  onFailure?: pulumi.Input<"fail" | "report" | undefined> | undefined;
}

/** What became of one item of a bulk import. */
export interface BulkImportResult extends Omit<BulkItemResult, "file"> {
  /** The alias's id; absent until it is known. */
  file?: string;
}

/**
 * Many imports as one resource, up to 50 000: submitted 100 a request, watched together, each with its own result. An
 * update submits only what was added or had failed. Removing an item, and destroying the resource, removes aliases from
 * their projects, never an object.
 *
 * Errors: bad items are named before anything is sent; of failed items the deployment names each with the platform's
 * code and what to do (all codes: docs/errors.md).
 *
 * Facts: the platform's page "Start a bulk import job".
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
  /** What failed items do when all have ended. */
  declare readonly onFailure: pulumi.Output<"fail" | "report">;
  /** Per state ("COMPLETED", "FAILED" …): how many files, how many bytes. */
  declare readonly summary: pulumi.Output<Record<string, BulkStateSummary>>;
  /** Keys (project or folder + "/" + name) of the items that failed. */
  declare readonly failed: pulumi.Output<string[]>;
  /** Per key: what became of it; `file` is the alias. */
  readonly results: pulumi.Output<Record<string, BulkImportResult>>;
  declare private readonly jobs: pulumi.Output<string[]>;

  constructor(name: string, args: BulkFileImportArgs, opts: pulumi.CustomResourceOptions = {}) {
    super("BulkFileImport", name, { ...args }, ["onFailure", "jobs", "summary", "failed"], opts);
    this.results = this.jobs.apply((lines) => importResults(lines ?? []) as Record<string, BulkImportResult>);
  }
}
