import type { Level } from "../campaign";
import { EngineLife } from "./life";
import { type EngineScenario, engineScenario } from "./scenario";

/** Stacks of the official CLI with real processes, on a platform whose time goes forty times as fast. */
export const engineLevel: Level<EngineScenario> = {
  name: "engine",
  scenario: engineScenario,
  run: (given) => EngineLife.run(given),
  shrinking: { ms: 150_000, runs: 6 },
};
