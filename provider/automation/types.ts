import type { ConfigMap, LocalWorkspaceOptions, PulumiFn } from "@pulumi/pulumi/automation";
import type { Row, Verdict } from "../report/row";

/** What to deploy, and how. Either `program` and `project`, or `workDir`. */
export interface DeployOptions {
  /** The stack's name; made if there is none. */
  stack: string;
  /** What declares the exports: a function, as in Pulumi's Automation API. Needs `project`. */
  program?: PulumiFn;
  /** Name of the project that a `program` belongs to. */
  project?: string;
  /** Or the folder of a whole project, with its Pulumi.yaml. */
  workDir?: string;
  /** Stack configuration to set first, e.g. `{ "cavatica:endpoint": { value: "cgc" } }`. */
  config?: ConfigMap;
  /**
   * More for Pulumi's workspace, such as `envVars` (a token belongs there, as SB_AUTH_TOKEN), `pulumiHome`,
   * `secretsProvider` and `projectSettings`.
   */
  workspace?: Omit<LocalWorkspaceOptions, "workDir" | "program">;
  /**
   * How many resources the engine works on at a time. Default: as many as the program declares exports and imports, at
   * least 16; the engine's own default makes a thousand exports wait for each other.
   */
  parallel?: number;
  /**
   * Write Pulumi's state once, at the end of the run, instead of before and after each resource: the state then no longer
   * bounds the speed of a thousand single exports. The risk: if the run is killed, the state knows nothing of it. The
   * next run adopts this package's jobs, aliases and volumes all the same, but resources of other packages in the same
   * stack would be created a second time. Default: false. (An experimental setting of Pulumi's engine,
   * PULUMI_SKIP_CHECKPOINTS.)
   */
  saveStateOnce?: boolean;
  /** Called for whatever happens. What it throws is a warning of the process and doesn't stop exports. */
  onProgress?: (progress: DeployProgress) => void;
  /**
   * Ends the run within seconds. Jobs that were started go on on the platform, and the next deploy() finds them.
   */
  signal?: AbortSignal;
  /**
   * Take the stack's lock from a run that was killed. Only where nothing else can be running on this stack, e.g. under
   * a pipeline's own lock. Default: false, and then a locked stack is an error.
   */
  breakLock?: boolean;
}

/** One thing that has happened. */
export interface DeployProgress {
  /** The preview sends nothing to the platform but look-ups. */
  phase: "preview" | "up";
  /** Resources that export or import; a bulk resource is one. Grows during the preview. */
  total: number;
  /** Of them, ended well in this phase; those without changes as well. */
  done: number;
  /** Of them, failed in this phase. */
  failed: number;
  /** The resource's name in the program. */
  resource: string;
  /** What happened to it. */
  what: "started" | "done" | "failed" | "status";
  /** With "status": how far it is, e.g. "412 of 1000 done, 3 failed, about 4m left". */
  message?: string;
}

/** What became of one file; all that isn't known is absent. */
export interface FileResult extends Row {
  /** `failed`: needs somebody. `open`: the next deploy() goes on with it. `done`: nothing is left to do. */
  verdict: Verdict;
}

/** What became of a deployment. */
export interface DeployResult {
  /** The engine had no complaint, and no file failed or is unfinished. */
  succeeded: boolean;
  /** Every file that the stack exports or imports: failures first, then what is open. */
  files: FileResult[];
  /** What the engine complained about, in its words. */
  errors: string[];
  /** The stack's outputs; "[secret]" in place of secrets. */
  outputs: Record<string, unknown>;
  /** How many resources the engine worked on at a time. */
  parallel: number;
}
