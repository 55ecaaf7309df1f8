// A scenario that was printed by a failing seed, run again as it is: CHAOS_SCENARIO=file.
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { processLevel } from "./scenario/level";
import type { Scenario } from "./scenario/scenario";

const file = process.env["CHAOS_SCENARIO"];

it.runIf(file !== undefined)("a scenario from a file", async () => {
  const { violations, log } = await processLevel.run(JSON.parse(await readFile(file!, "utf8")) as Scenario);
  console.log(log.join("\n"));
  expect(violations).toEqual([]);
});
