import type { Level } from "../campaign";
import { Life } from "./life";
import { type Scenario, scenario } from "./scenario";

/** Stacks on virtual time, whose processes are scripts: an hour of the platform is a second. */
export const processLevel: Level<Scenario> = {
  name: "process",
  scenario,
  run: (given) => new Life(given).run(),
  shrinking: { ms: 45_000, runs: 150 },
};
