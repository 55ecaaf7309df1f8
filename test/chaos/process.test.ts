import { describe, expect, it } from "vitest";
import { runSeed } from "./campaign";
import { processLevel } from "./scenario/level";
import { campaignOf } from "./settings";

const { seeds, totals, report } = campaignOf("process", { seeds: 10, from: 1 });

describe.runIf(seeds.length > 0)("random lives of stacks on virtual time keep every promise", () => {
  it.each(seeds)("seed %i", async (seed) => {
    await runSeed(processLevel, seed, totals);
    await report();
    expect(totals.failures.find((one) => one.seed === seed)?.text ?? "").toBe("");
  });
});
