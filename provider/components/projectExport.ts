import * as pulumi from "@pulumi/pulumi";
import type { InputsOf } from "../functions/lookup";
import type { GetFilesArgs } from "../functions/lookups/getFiles";
import { only, without } from "../inputs/propertyMap";
import { SETTING_NAMES } from "../model/export";
import { warnOfBarePrefix } from "../resources/barePrefix";
import { BulkFileExport, type BulkFileExportArgs } from "../resources/bulkFileExport";
import type { ExportSettings } from "../resources/fileExport";
import { knownOf } from "../resources/outputs";
import type { Provider } from "../resources/provider";
import type { LeftOut, Selected } from "./selected";

export type { LeftOut };

/** Files are selected as by `getFiles`; destination and settings are those of `BulkFileExport`. */
export interface ProjectExportArgs
  extends InputsOf<Omit<GetFilesArgs, "recursive">>, Pick<BulkFileExportArgs, "prefix">, ExportSettings {
  /** The volume's id "owner/name". */
  volume: pulumi.Input<string>;
  /**
   * Whether a file's location is its path below the project ("aligned/a.cram"), even if only a folder is exported, or just
   * its name. Default: true. With false, two files with the same name are an error.
   */
  keepFolders?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * Exports the files of a project or folder, or those that meet the criteria: looks up the files in every run, and declares
 * one `BulkFileExport` for them. A file that is added to the project later is exported by the next `up`; a file that has been
 * moved stays among the items, as done.
 *
 * Left out, and named in a warning: aliases of other objects, which can't be exported (they were imported, or exported to
 * another destination), and archived files until they are restored.
 *
 * Costs one request per hundred members of each folder, in every preview and `up`, besides those of the exports.
 *
 * Errors: a selection without files, two files with the same location, and locations that can't be used fail before
 * anything is sent, naming the files; failed exports are reported as for `BulkFileExport`.
 *
 * Sources: https://docs.sevenbridges.com/reference/list-files-primary-method,
 * https://docs.sevenbridges.com/reference/start-a-bulk-export-job
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
  /** The resource that contains the exports. */
  readonly bulk: BulkFileExport;
  /** The result of each export, by key (volume + "/" + location). */
  readonly results: BulkFileExport["results"];
  /** The number of files and bytes by state ("COMPLETED", "FAILED" and so on). */
  readonly summary: BulkFileExport["summary"];
  /** Keys (volume + "/" + location) of the files whose export failed. */
  readonly failed: BulkFileExport["failed"];
  /** Files that were selected but can't be exported, and why. */
  readonly leftOut: pulumi.Output<LeftOut[]>;

  constructor(name: string, args: ProjectExportArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("cavatica:index:ProjectExport", name, {}, opts);
    const { volume, prefix, keepFolders, ...others } = args;
    const settings: ExportSettings = only(others, SETTING_NAMES);
    const criteria = without(others, ...SETTING_NAMES);
    warnOfBarePrefix(this, prefix);
    const moves = pulumi.output(args.copyOnly).apply((copies) => !copies);
    const selected = this.select({ criteria, prefix, keepFolders, moves }, volume);
    this.bulk = new BulkFileExport(name, { items: selected.items, volume, ...settings }, { parent: this });
    this.leftOut = selected.leftOut;
    ({ results: this.results, summary: this.summary, failed: this.failed } = this.bulk);
    const { results, summary, failed, leftOut } = this;
    this.registerOutputs({ results, summary, failed, leftOut });
  }

  /** The code that looks up files is loaded once it is known what to look for. */
  private select(
    given: Pick<ProjectExportArgs, "prefix" | "keepFolders"> & {
      criteria: object;
      moves: pulumi.Input<boolean>;
    },
    volume: pulumi.Input<string>,
  ): pulumi.Output<Selected> {
    const provider = this.getProvider("pulumi-nodejs:dynamic/cavatica:BulkFileExport") as
      Provider | undefined;
    // The token is secret, but results found with it aren't.
    const account = pulumi.unsecret(pulumi.output(provider?.account));
    // A volume that doesn't exist yet has no aliases, so its id isn't needed to select files.
    return pulumi.all([given, knownOf(volume), account]).apply(async ([known, place]) => {
      const { selectItems } = await import("./selected.js");
      return selectItems({ ...known, volume: place }, this, provider);
    });
  }
}
