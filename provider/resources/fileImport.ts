import type * as pulumi from "@pulumi/pulumi";
import type { JobError, JobResult } from "./fileExport";
import { CavaticaResource } from "./resource";

/** Exactly one of `project` and `parent`. */
export interface ImportDestination {
  /** "owner/project" or the project's web address, for the project's top level. */
  project?: pulumi.Input<string | undefined> | undefined;
  /** The id or web address of a folder in a project. */
  parent?: pulumi.Input<string | undefined> | undefined;
  /** The name of the alias or of the imported folder. Default: the last part of the location. */
  name?: pulumi.Input<string | undefined> | undefined;
}

/** What to import, and where. See https://docs.sevenbridges.com/reference/start-an-import-job-v2. */
export interface FileImportArgs {
  /**
   * The volume's id "owner/name", and what to import: an object's key below the volume's prefix or, ending in "/", a
   * "folder" with all objects whose keys start with it.
   */
  source: pulumi.Input<{ volume: pulumi.Input<string>; location: pulumi.Input<string> }>;
  /** The project or folder that will contain it, and its name there. */
  destination: pulumi.Input<ImportDestination>;
  /** Delete an existing file of the same name in the destination, whatever its content. Default: false. */
  overwrite?: pulumi.Input<boolean | undefined> | undefined;
  /** If the name is taken, let the platform add the prefix `_1_`, `_2_` and so on. Default: false. */
  autorename?: pulumi.Input<boolean | undefined> | undefined;
  /**
   * For folders only. Default: true, and then it becomes a folder in the project with its structure. False: all of its
   * objects go straight into the destination.
   */
  preserveFolderStructure?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * One import job: an object on a volume, or a "folder" of objects, becomes visible in a project as an alias. Nothing is
 * copied. `pulumi up` waits until the alias exists.
 *
 * An existing alias of the same object at the destination is adopted. A change of `destination.name` renames the alias; a
 * change of `source`, the rest of `destination`, or `preserveFolderStructure` makes a new import and removes the old alias.
 * A refresh shows that an alias was renamed or moved; a deleted alias is imported again by the next `up`. Destroying removes
 * the alias, if it is still one of that object, but never the object.
 * How long to wait: `customTimeouts.create`, `.update` and `.delete`, default 24h.
 *
 * Errors: invalid inputs are named before anything is sent; a FAILED job fails the deployment with the platform's code and
 * message and what to do (all codes: docs/errors.md), and is submitted again by the next `up`.
 *
 * Sources: https://docs.sevenbridges.com/reference/start-an-import-job-v2,
 * https://docs.sevenbridges.com/docs/upload-from-a-volume, https://docs.sevenbridges.com/docs/aliases
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
  /** Whether it may delete an existing file of the same name. */
  declare readonly overwrite: pulumi.Output<boolean>;
  /** Whether the platform may choose another name. */
  declare readonly autorename: pulumi.Output<boolean>;
  /** As declared; only for a folder. */
  declare readonly preserveFolderStructure: pulumi.Output<boolean | undefined>;
  /** PENDING, RUNNING, COMPLETED or FAILED. */
  declare readonly state: pulumi.Output<string>;
  /** When the job was submitted: ISO 8601, UTC, as reported by the job. */
  declare readonly startedOn: pulumi.Output<string | undefined>;
  /** When the job ended: ISO 8601, UTC, as reported by the job. */
  declare readonly finishedOn: pulumi.Output<string | undefined>;
  /** The job's address in the API. */
  declare readonly href: pulumi.Output<string | undefined>;
  /** The alias, or the folder that contains the aliases. */
  declare readonly result: pulumi.Output<JobResult | undefined>;
  /** The id of `result`. */
  declare readonly file: pulumi.Output<string>;
  /** Why the job FAILED; absent otherwise. */
  declare readonly error: pulumi.Output<JobError | undefined>;
  /** The object's URI in its storage provider's own scheme, e.g. s3://bucket/prefix/location. */
  declare readonly uri: pulumi.Output<string | undefined>;

  constructor(name: string, args: FileImportArgs, opts: pulumi.CustomResourceOptions = {}) {
    super("FileImport", name, { ...args }, OUTPUTS, opts);
  }

  /** Reads an existing job by its id, with the token of the user who started it. Fails if there is no such job. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts: pulumi.CustomResourceOptions = {}): FileImport {
    return new FileImport(name, { ...NOTHING }, { ...opts, id });
  }
}

const INPUTS = ["source", "destination", "overwrite", "autorename", "preserveFolderStructure"];
const OUTPUTS = [...INPUTS, "state", "startedOn", "finishedOn", "href", "result", "file", "error", "uri"];

/** A read resource has no arguments; everything comes from the job. */
const NOTHING = {} as FileImportArgs;
