import { describe, expect, it } from "vitest";
import { runSeed } from "./campaign";
import { engineLevel } from "./engine/level";
import { campaignOf } from "./settings";

const { seeds, totals, report } = campaignOf("engine", { seeds: 2, from: 1 });

describe.runIf(seeds.length > 0)("random lives of stacks under the real engine keep every promise", () => {
  it.each(seeds)("seed %i", async (seed) => {
    await runSeed(engineLevel, seed, totals);
    await report();
    expect(totals.failures.find((one) => one.seed === seed)?.text ?? "").toBe("");
  });
});
