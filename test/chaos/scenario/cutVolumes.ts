import type { PropertyMap } from "../../support/wire";
import { GONE } from "../process/calls";
import type { Outcome } from "../process/engine";
import type { ChaosStack } from "./stack";

/** The plugin's error of a step that Ctrl-C has ended (provider/plugin/operations.ts). */
const CANCELLED = "cancelled before the platform had answered";

/**
 * Volumes whose creation was cut short. The engine knows only that it had begun, so nobody takes up what the platform has
 * made of it unless it is declared again; in the state file it is a pending operation, of which the next run warns.
 */
export class CutVolumes {
  private readonly begun = new Map<string, string>();
  private readonly cut = new Set<string>();

  step(step: string, { name, type, inputs }: { name: string; type: string; inputs: PropertyMap }): void {
    if (step === "create" && type === "Volume") this.begun.set(name, `lab/${inputs["name"] as string}`);
  }

  /** @param outcome undefined: the CLI was killed */
  ended(outcome: Outcome | undefined, { state }: ChaosStack): void {
    for (const [name, id] of this.begun) if (isCut(outcome, name)) this.cut.add(id);
    this.begun.clear();
    for (const { type, id } of state.resources.values()) if (type === "Volume") this.cut.delete(id);
  }

  get excused(): ReadonlySet<string> {
    return this.cut;
  }
}

function isCut(outcome: Outcome | undefined, name: string): boolean {
  const error = outcome?.errors[name] ?? "";
  return !outcome || error.includes(GONE) || error.includes(CANCELLED);
}
