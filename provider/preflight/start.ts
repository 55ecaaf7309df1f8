import * as pulumi from "@pulumi/pulumi";
import { type Declaration, onDeclaration } from "../resources/declarations";
import { type Mode, modeOf } from "./mode";
import type { Run } from "./run";

/** A process may run several programs, one after the other or concurrently (Automation API): each has its own stack. */
const runs = new WeakMap<pulumi.runtime.Stack, Promise<Run>>();

/** Makes every preview check what it declares. Not in unit tests, since without an engine nothing could be shown. */
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

/** Loaded lazily: outside previews, programs need neither the platform's client nor the checks. */
const load = async (stack: pulumi.runtime.Stack, mode: Mode): Promise<Run> =>
  new (await import("./run.js")).Run(stack, mode);

/** The program must not be disconnected before this is loaded (see Run.go). */
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
