import { CommandError, type Stack } from "@pulumi/pulumi/automation";
import { readState, type StackState } from "../report/state";
import { interruptingSignal } from "./abort";
import { DeployError } from "./errors";
import { outcome } from "./outcome";
import { tellingWatch } from "./progress";
import { Redaction } from "./redaction";
import { openStack, withLock } from "./stack";
import type { DeployOptions, DeployResult } from "./types";
import { isSingleJob, type Watch } from "./watch";

/**
 * Previews and deploys a stack of exports, and returns a result for each file. For programs that embed this package;
 * interactive users have `pulumi up`.
 *
 * Failed and unfinished exports don't throw: they are in the result. Call it again to resume: it waits for jobs that were
 * already started, whether the last call was aborted, timed out or was killed, and submits only what is missing.
 * One failure doesn't stop the other exports.
 *
 * Pulumi's CLI must be on the PATH, and the program's folder (for an inline program, the current one) must have
 * `@pulumi/pulumi` and this package installed. Results, progress and errors never contain secrets.
 *
 * @throws {DeployError} if nothing could be deployed: invalid options, errors in the program or its inputs (which the preview
 * finds before anything is sent), no CLI, or a locked stack
 *
 * Source: https://www.pulumi.com/docs/iac/automation-api/
 *
 * @example
 * ```ts
 * const { succeeded, files } = await deploy({
 *     stack: "prod",
 *     project: "lab-exports",
 *     program: async () => fromManifest("exports.yaml").outputs,
 *     onProgress: ({ done, total }) => console.log(`${done} of ${total}`),
 * });
 * for (const { place, error, remedy } of files.filter(({ verdict }) => verdict === "failed"))
 *     console.error(place, error, remedy);
 * ```
 */
export async function deploy(options: DeployOptions): Promise<DeployResult> {
  options.signal?.throwIfAborted();
  const env = { ...process.env, ...options.workspace?.envVars };
  const redaction = new Redaction(options.config ?? {}, env);
  try {
    return await deployTo(await openStack(options), options, redaction);
  } catch (error) {
    options.signal?.throwIfAborted();
    // No cause: the CLI's errors quote its command lines, which may contain secrets.
    throw new DeployError(redaction.clean(error instanceof Error ? error.message : String(error)));
  }
}

async function deployTo(stack: Stack, options: DeployOptions, redaction: Redaction): Promise<DeployResult> {
  const signal = interruptingSignal(options.signal);
  const more = { color: "never" as const, ...(signal && { signal }) };
  const plan = await preview(stack, options, redaction, more);
  const parallel = options.parallel ?? parallelFor(plan);
  const watch = tellingWatch("up", options, redaction, plan.declared.size);
  const up = () => stack.up({ ...more, parallel, continueOnError: true, onEvent: watch.onEvent });
  const failed = await withLock(stack, options, up).then(
    () => false,
    (error: Error) => {
      if (!hasBegun(error, watch)) throw error;
      return true;
    },
  );
  return resultOf(stack, { plan, watch, parallel, failed, redaction });
}

type Common = { color: "never"; signal?: AbortSignal };

async function preview(
  stack: Stack,
  options: DeployOptions,
  redaction: Redaction,
  more: Common,
): Promise<Watch> {
  const watch = tellingWatch("preview", options, redaction);
  try {
    await withLock(stack, options, () => stack.preview({ ...more, onEvent: watch.onEvent }));
  } catch (error) {
    if (!(error instanceof CommandError) || watch.errors().length === 0) throw error;
    throw new DeployError(
      ["deploy(): the preview found errors; nothing was sent.", ...watch.errors()].join("\n"),
    );
  }
  return watch;
}

const LEAST_PARALLEL = 16;

/** All jobs must run concurrently. Bulk resources don't need this. */
const parallelFor = ({ declared }: Watch): number =>
  Math.max(LEAST_PARALLEL, [...declared.values()].filter(isSingleJob).length);

/** Whether the run got far enough to have a result. */
const hasBegun = (error: Error, watch: Watch): boolean =>
  error instanceof CommandError && (watch.declared.size > 0 || watch.errors().length > 0);

interface Run {
  /** The preview's watch, which has seen every resource. */
  plan: Watch;
  watch: Watch;
  parallel: number;
  failed: boolean;
  redaction: Redaction;
}

async function resultOf(
  stack: Stack,
  { plan, watch, parallel, failed, redaction }: Run,
): Promise<DeployResult> {
  const state = readState(await stack.exportStack(), "The stack's state");
  redaction.add(state.secrets);
  const errors = watch.errors().map((text) => redaction.clean(text));
  const files = outcome(state, {
    declared: plan.declared,
    failed: watch.failed,
    errors: (urn) => watch.errors(urn).map((text) => redaction.clean(text)),
  });
  const succeeded = !failed && files.every(({ verdict }) => verdict === "done");
  return { succeeded, files, errors, outputs: outputsIn(state), parallel };
}

const outputsIn = ({ resources }: StackState): Record<string, unknown> => ({
  ...resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs,
});
