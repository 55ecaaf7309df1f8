import * as pulumi from "@pulumi/pulumi";
import { type Declaration, onDeclaration } from "../resources/declarations";
import { type Mode, modeOf } from "./mode";
import type { Run } from "./run";

/** A process may run several programs, one after the other or side by side (Automation API): each has a stack of its own. */
const runs = new WeakMap<pulumi.runtime.Stack, Promise<Run>>();

/** Has every preview look at what it declares. Not in unit tests: without an engine nobody hears of it. */
export function startPreflight(): void {
  onDeclaration((declaration) => {
    const stack = pulumi.runtime.getStackResource();
    if (!stack || !pulumi.runtime.isDryRun() || !pulumi.runtime.getEngine()) return;
    const mode = configuredMode(new pulumi.Config("cavatica").get("preflight"));
    if (mode === "off") return;
    const run = runs.get(stack) ?? load(stack, mode);
    runs.set(stack, run);
    add(run, declaration);
  });
}

/** Programs that only carry out what a preview has shown need neither the platform's client nor the checks. */
const load = async (stack: pulumi.runtime.Stack, mode: Mode): Promise<Run> =>
  new (await import("./run.js")).Run(stack, mode);

/** Until it is loaded, the program mustn't be disconnected (see Run.go). */
function add(run: Promise<Run>, declaration: Declaration): void {
  const done = pulumi.runtime.rpcKeepAlive();
  void run.then((loaded) => loaded.add(declaration)).finally(done);
}

function configuredMode(given: string | undefined): "off" | Mode {
  try {
    return modeOf(given);
  } catch (error) {
    throw new pulumi.RunError((error as Error).message);
  }
}
