import type { ConfigMap, LocalWorkspaceOptions, PulumiFn } from "@pulumi/pulumi/automation";
import type { Row, Verdict } from "../report/row";

/** What to deploy, and how. Either `program` and `project`, or `workDir`. */
export interface DeployOptions {
  /** The stack's name; created if it doesn't exist. */
  stack: string;
  /** The function that declares the exports, as in Pulumi's Automation API. Requires `project`. */
  program?: PulumiFn;
  /** The name of the project to which `program` belongs. */
  project?: string;
  /** Instead of both, the folder of a complete project with its Pulumi.yaml. */
  workDir?: string;
  /** Stack configuration to set first, e.g. `{ "cavatica:endpoint": { value: "cgc" } }`. Default: none. */
  config?: ConfigMap;
  /**
   * More options of Pulumi's workspace, such as `envVars` (where a token belongs, as SB_AUTH_TOKEN), `pulumiHome`,
   * `secretsProvider` and `projectSettings`. Default: none.
   */
  workspace?: Omit<LocalWorkspaceOptions, "workDir" | "program">;
  /**
   * How many resources the engine processes at a time. Default: the number of exports and imports that the program declares,
   * at least 16; with the engine's own default, a thousand exports would wait for each other.
   */
  parallel?: number;
  /**
   * Write Pulumi's state once, at the end of the run, instead of before and after each resource, so that writing it no longer
   * slows down a thousand single exports. The risk: if the run is killed, the state contains nothing of it. The next run
   * still adopts this package's jobs, aliases and volumes, but resources of other packages in the same stack would be created
   * a second time. Default: false. (An experimental setting of Pulumi's engine, PULUMI_SKIP_CHECKPOINTS.)
   */
  saveStateOnce?: boolean;
  /** Called for each event. Errors it throws become warnings of the process and don't stop exports. Default: none. */
  onProgress?: (progress: DeployProgress) => void;
  /**
   * Ends the run within seconds. Jobs that were started keep running on the platform, and the next deploy() finds them.
   * Default: none.
   */
  signal?: AbortSignal;
  /**
   * Break the stack's lock if a killed run has left one. Only safe if nothing else can be running on this stack, e.g. under a
   * pipeline's own lock. Default: false, and then a locked stack is an error.
   */
  breakLock?: boolean;
}

/** An event of a deployment. */
export interface DeployProgress {
  /** "preview" sends only look-ups to the platform. */
  phase: "preview" | "up";
  /** The number of resources that export or import; a bulk resource counts as one. Grows during the preview. */
  total: number;
  /** The number of them that have succeeded in this phase, including those without changes. */
  done: number;
  /** The number of them that have failed in this phase. */
  failed: number;
  /** The resource's name in the program. */
  resource: string;
  /** What happened to it. */
  what: "started" | "done" | "failed" | "status";
  /** For "status": the progress, e.g. "412 of 1000 done, 3 failed, about 4m left". */
  message?: string;
}

/** The result of one file; unknown members are absent. */
export interface FileResult extends Row {
  /** `failed`: needs attention. `open`: the next deploy() resumes it. `done`: nothing is left to do. */
  verdict: Verdict;
}

/** The result of a deployment. */
export interface DeployResult {
  /** True if the engine reported no errors, and no file failed or is unfinished. */
  succeeded: boolean;
  /** Every file that the stack exports or imports: failures first, then unfinished ones. */
  files: FileResult[];
  /** The engine's error messages. */
  errors: string[];
  /** The stack's outputs, with "[secret]" instead of secrets. */
  outputs: Record<string, unknown>;
  /** How many resources the engine processed at a time. */
  parallel: number;
}
