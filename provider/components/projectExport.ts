import * as pulumi from "@pulumi/pulumi";
import type { InputsOf } from "../functions/lookup";
import type { GetFilesArgs } from "../functions/lookups/getFiles";
import { warnOfBarePrefix } from "../resources/barePrefix";
import { BulkFileExport, type BulkFileExportArgs } from "../resources/bulkFileExport";
import { knownOf } from "../resources/outputs";
import type { Provider } from "../resources/provider";
import type { LeftOut, Selected } from "./selected";

export type { LeftOut };

/** What to export is selected as by `getFiles`; where to and how is said as for `BulkFileExport`. */
export interface ProjectExportArgs
  extends
    InputsOf<Omit<GetFilesArgs, "recursive">>,
    Pick<BulkFileExportArgs, "prefix" | "properties" | "overwrite" | "copyOnly" | "verify"> {
  /** The volume's id "owner/name". */
  volume: pulumi.Input<string>;
  /**
   * Whether a file's location is its path below the project ("aligned/a.cram"), also where only a folder is exported, or
   * its name alone. Default: true. With false, two files of one name are an error.
   */
  keepFolders?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * Exports what a project or folder holds, or what of it meets the criteria: looks the files up in every run, and declares
 * one `BulkFileExport` of them. A file that comes to the project later is exported by the next `up`; one that was moved
 * stays among the items, as done.
 *
 * Left out, and named in a warning: aliases of other places, which can't be exported (once imported, or exported to
 * another place), and archived files until they are restored. Selecting nothing is an error.
 *
 * Costs a request for each hundred members of each folder, in every preview and `up`, besides those of the exports.
 *
 * @example
 * ```ts
 * const run = new ProjectExport("run7", {
 *     project: "lab/run7",
 *     include: ["aligned/*.cram"],
 *     secondaryFiles: true,
 *     volume: "lab/archive",
 *     prefix: "run7/",
 * });
 * export const failed = run.failed;
 * ```
 */
export class ProjectExport extends pulumi.ComponentResource {
  /** The resource that holds the exports. */
  readonly bulk: BulkFileExport;
  /** Per key (volume + "/" + location): what became of it. */
  readonly results: BulkFileExport["results"];
  /** Per state ("COMPLETED", "FAILED" …): how many files, how many bytes. */
  readonly summary: BulkFileExport["summary"];
  /** Keys (volume + "/" + location) of the files whose export failed. */
  readonly failed: BulkFileExport["failed"];
  /** What was selected and can't be exported, and why. */
  readonly leftOut: pulumi.Output<LeftOut[]>;

  constructor(name: string, args: ProjectExportArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("cavatica:index:ProjectExport", name, {}, opts);
    const { volume, prefix, properties, overwrite, copyOnly, verify, keepFolders, ...criteria } = args;
    warnOfBarePrefix(this, prefix);
    const selected = this.select(
      { criteria, prefix, keepFolders, moves: pulumi.output(copyOnly).apply((copies) => !copies) },
      volume,
    );
    this.bulk = new BulkFileExport(
      name,
      { items: selected.items, volume, properties, overwrite, copyOnly, verify },
      { parent: this },
    );
    this.leftOut = selected.leftOut;
    ({ results: this.results, summary: this.summary, failed: this.failed } = this.bulk);
    const { results, summary, failed, leftOut } = this;
    this.registerOutputs({ results, summary, failed, leftOut });
  }

  /** What it takes to look files up is loaded when it is known what to look for. */
  private select(
    given: Pick<ProjectExportArgs, "prefix" | "keepFolders"> & {
      criteria: object;
      moves: pulumi.Input<boolean>;
    },
    volume: pulumi.Input<string>,
  ): pulumi.Output<Selected> {
    const provider = this.getProvider("pulumi-nodejs:dynamic/cavatica:BulkFileExport") as
      Provider | undefined;
    // The token is secret; what is found with it isn't for that.
    const account = pulumi.unsecret(pulumi.output(provider?.account));
    // A volume that is yet to be made holds nothing, so that its id isn't needed to select.
    return pulumi.all([given, knownOf(volume), account]).apply(async ([known, place]) => {
      const { selectItems } = await import("./selected.js");
      return selectItems({ ...known, volume: place }, this, provider);
    });
  }
}
