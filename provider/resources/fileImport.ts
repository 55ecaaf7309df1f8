import type * as pulumi from "@pulumi/pulumi";
import type { JobError, JobResult } from "./fileExport";
import { CavaticaResource } from "./resource";

/** Exactly one of `project` and `parent`. */
export interface ImportDestination {
  /** "owner/project" or the project's web address: right into the project. */
  project?: pulumi.Input<string | undefined> | undefined;
  /** The id or web address of a folder of a project. */
  parent?: pulumi.Input<string | undefined> | undefined;
  /** Of the alias, or of an imported folder. Default: the last part of the location. */
  name?: pulumi.Input<string | undefined> | undefined;
}

/** What to import, and where to. */
export interface FileImportArgs {
  /**
   * The volume's id "owner/name", and what to import: an object's key below the volume's prefix, or, ending in "/", a
   * "folder" with everything whose key begins so.
   */
  source: pulumi.Input<{ volume: pulumi.Input<string>; location: pulumi.Input<string> }>;
  /** The project or folder that shall show it, and under which name. */
  destination: pulumi.Input<ImportDestination>;
  /** Delete a file of the same name that is at the place, whatever it holds. Default: false. */
  overwrite?: pulumi.Input<boolean | undefined> | undefined;
  /** Where the name is taken, let the platform put `_1_`, `_2_` … before it. Default: false. */
  autorename?: pulumi.Input<boolean | undefined> | undefined;
  /**
   * For a folder alone. Default: true, and then it becomes a folder of the project with its structure. False: all of
   * its objects come straight into the destination.
   */
  preserveFolderStructure?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * One import job: an object of a volume, or a "folder" of objects, becomes visible in a project as an alias. Nothing is
 * copied. `pulumi up` waits until the alias is there.
 *
 * An alias of the same object that is at the place already is taken as this resource's. A change of `destination.name`
 * renames the alias; a change of `source`, the rest of `destination`, or `preserveFolderStructure` makes a new import and
 * removes the old alias. Refresh shows an alias that was renamed or moved, and one that was deleted is imported anew by the
 * next `up`. Destroying removes the alias, if it still is one of that object, and never the object.
 * How long to wait: `customTimeouts.create`, `.update` and `.delete`, default 24h.
 *
 * Errors: bad inputs are named before anything is sent; a FAILED job fails the deployment with the platform's code, its
 * words and what to do (all codes: docs/errors.md), and is submitted anew by the next `up`.
 *
 * Facts: the platform's pages "Start an import job" and "Upload from a volume".
 *
 * @example
 * ```ts
 * const sample = new FileImport("sample-1", {
 *     source: { volume: "lab/archive", location: "run7/sample-1.cram" },
 *     destination: { project: "lab/run8" },
 * });
 * export const alias = sample.file;
 * ```
 */
export class FileImport extends CavaticaResource {
  /** The volume's id, and the object's key below the volume's prefix. */
  declare readonly source: pulumi.Output<{ volume: string; location: string }>;
  /** As declared. */
  declare readonly destination: pulumi.Output<{
    project?: string;
    parent?: string;
    name?: string;
  }>;
  /** Whether it may delete a file that is at the place. */
  declare readonly overwrite: pulumi.Output<boolean>;
  /** Whether the platform may choose another name. */
  declare readonly autorename: pulumi.Output<boolean>;
  /** As declared; of a folder alone. */
  declare readonly preserveFolderStructure: pulumi.Output<boolean | undefined>;
  /** PENDING, RUNNING, COMPLETED or FAILED. */
  declare readonly state: pulumi.Output<string>;
  /** ISO 8601, UTC, as the job reports it. */
  declare readonly startedOn: pulumi.Output<string | undefined>;
  /** ISO 8601, UTC, as the job reports it. */
  declare readonly finishedOn: pulumi.Output<string | undefined>;
  /** The job's address in the API. */
  declare readonly href: pulumi.Output<string | undefined>;
  /** The alias, or the folder that holds the aliases. */
  declare readonly result: pulumi.Output<JobResult | undefined>;
  /** The id of `result`. */
  declare readonly file: pulumi.Output<string>;
  /** Why the job FAILED; absent otherwise. */
  declare readonly error: pulumi.Output<JobError | undefined>;
  /** The object in its store's own terms, e.g. s3://bucket/prefix/location. */
  declare readonly uri: pulumi.Output<string | undefined>;

  constructor(name: string, args: FileImportArgs, opts: pulumi.CustomResourceOptions = {}) {
    super("FileImport", name, { ...args }, OUTPUTS, opts);
  }

  /** An existing job by its id; the token must be its owner's. Fails if there is none. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): FileImport {
    return new FileImport(name, { ...NOTHING }, { ...opts, id });
  }
}

const INPUTS = ["source", "destination", "overwrite", "autorename", "preserveFolderStructure"];
const OUTPUTS = [...INPUTS, "state", "startedOn", "finishedOn", "href", "result", "file", "error", "uri"];

/** A read resource has no arguments; all comes from the job. */
const NOTHING = {} as FileImportArgs;
