import { ConcurrentUpdateError, LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { DeployError } from "./errors";
import type { DeployOptions } from "./types";

/** The stack, made if there is none, with its configuration set. */
export async function openStack(options: DeployOptions): Promise<Stack> {
  const { config = {}, workspace } = options;
  const stack = await LocalWorkspace.createOrSelectStack(...whereOf(options), workspace);
  if (Object.keys(config).length > 0) await stack.setAllConfig(config);
  return stack;
}

type Where = Parameters<typeof LocalWorkspace.createOrSelectStack>[0];

function whereOf({ stack: stackName, program, project: projectName, workDir }: DeployOptions): [never] {
  const where = program
    ? projectName !== undefined && workDir === undefined && { stackName, projectName, program }
    : projectName === undefined && workDir !== undefined && { stackName, workDir };
  if (!where) {
    throw new DeployError(
      "deploy(): say what to deploy: either `program` and `project` (a function and its project's name), or `workDir` (a project's folder).",
    );
  }
  return [where as Where as never];
}

/** Runs it, and once more if the lock of another run stood in the way and may be taken. */
export async function withLock<T>(
  stack: Stack,
  { breakLock }: DeployOptions,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ConcurrentUpdateError)) throw error;
    if (!breakLock) throw new DeployError(LOCKED);
    await stack.cancel();
    return run();
  }
}

const LOCKED =
  "deploy(): the stack is locked by another run. Wait until that has ended; if it was killed, `pulumi cancel` frees the " +
  "stack, as does breakLock: true.";
