import type { Simulator } from "../../../simulator";
import type { Scenario } from "./scenario";

/** How far lists may be behind in a scenario (faults.ts), and how long the looks of a new run take. */
const LATEST_MS = 10_000;

export const hasStaleLists = (scenario: Scenario): boolean =>
  JSON.stringify(scenario).includes('"kind":"stale"');

/**
 * Sources of imports that may be renamed or overwrite, and were submitted so shortly before now that stale lists don't show them to the
 * next run: nobody can know of them, and the platform doesn't refuse a second one.
 */
export const overlookedImports = (sim: Simulator, now: number): string[] =>
  sim
    .imports()
    .filter(({ user, createdAt }) => user === "lab" && createdAt > now - LATEST_MS)
    .filter(({ autorename, overwrite }) => autorename || overwrite)
    .map(({ source: { volume, location } }) => `${volume}/${location}`);
