import { afterEach, describe, expect, it } from "vitest";
import {
  crash,
  crashWorld,
  goOn,
  inputsOf,
  jobsIn,
  MOMENTS,
  SPELLINGS,
  SUBMISSIONS,
  WHATS,
} from "../support/crashes";
import type { PropertyMap } from "../support/providerProcess";
import type { World } from "../support/world";

let world: World;
afterEach(() => world.stop());

const isDone = ({ state, summary }: PropertyMap): boolean =>
  state === "COMPLETED" || Object.keys((summary as PropertyMap | undefined) ?? {}).join() === "COMPLETED";

describe("a killed process leaves jobs that the next one adopts, one per resource", () => {
  describe.each(SPELLINGS)("with jobs spelled %s", (_spelling, switches) => {
    it.each(MOMENTS)("all kinds are adopted after their process was killed %s", async (_moment, moment) => {
      world = await crashWorld(switches);
      const whats = await Promise.all(
        WHATS.map(async ([, what], i) => [what, await inputsOf(world, what, `w${i}`)] as const),
      );
      await crash(
        world,
        whats.map(([what, inputs]) => [what, inputs]),
        moment,
      );
      const before = jobsIn(world).map(({ id }) => id);
      const mark = world.sim.mark();
      const creating = Promise.all(whats.map(async ([{ type }, inputs]) => world.type(type).create(inputs)));
      await goOn(world, mark);
      const created = await creating;
      expect(created.map(({ outs }, i) => [WHATS[i]![0], isDone(outs)])).toEqual(
        WHATS.map(([name]) => [name, true]),
      );
      expect(jobsIn(world).map(({ id }) => id)).toEqual(before);
      // A finished export is found because a second one is refused: single and bulk moves and copies.
      const submissions = world.sim.countSince(mark, SUBMISSIONS);
      if (moment.until === "COMPLETED") expect(submissions).toBeGreaterThan(0);
      expect(submissions).toBeLessThanOrEqual(moment.until === "COMPLETED" ? 4 : 0);
      for (const [i, { id }] of created.entries()) if (whats[i]![0].jobs === 1) expect(before).toContain(id);
    });
  });

  it.each(WHATS)("%s is adopted after its process was killed while it was running", async (_name, what) => {
    world = await crashWorld({});
    const inputs = await inputsOf(world, what, "w");
    await crash(world, [[what, inputs]], { until: "RUNNING" });
    expect(world.sim.count(SUBMISSIONS)).toBe(1);
    const mark = world.sim.mark();
    const creating = world.type(what.type).create(inputs);
    await goOn(world, mark);
    const { outs } = await creating;
    expect(isDone(outs)).toBe(true);
    expect(jobsIn(world)).toHaveLength(what.jobs);
    expect(world.sim.count(SUBMISSIONS)).toBe(1);
  });
});
