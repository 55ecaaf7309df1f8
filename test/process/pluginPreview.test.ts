import { afterEach, describe, expect, it } from "vitest";
import { newPluginWorld, type PluginWorld } from "../support/pluginWorld";
import { SUBMISSIONS } from "../support/platformStack";
import type { PropertyMap } from "../support/wire";

const MISSING = "65a1f0c2e4b0a1b2c3d4e5f6";

describe("the native plugin in previews and on cancellation", () => {
  let world: PluginWorld;
  afterEach(() => world.stop());

  const checked = async (name: string, given: PropertyMap) =>
    (await world.plugin.resource("FileExport", name).check(given)).inputs;
  const preview = async (name: string, given: PropertyMap) =>
    world.plugin.resource("FileExport", name).create(await checked(name, given), { preview: true });
  const said = () => world.plugin.logs.map(({ message }) => message);

  it("looks up many resources together, and reports the totals when the engine is done", async () => {
    world = await newPluginWorld();
    const files = Array.from({ length: 60 }, () => world.file());
    const mark = world.sim.mark();
    await Promise.all(files.map((file, i) => preview(`e${i}`, world.to(file, `${i}.bam`))));
    expect(world.sim.countSince(mark)).toBeLessThanOrEqual(8);
    expect(world.sim.countSince(mark)).toBeGreaterThanOrEqual(2);
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    await world.plugin.cancel();
    await expect
      .poll(said)
      .toContainEqual(
        expect.stringMatching(/^Preflight of 60 exports: 60 to move \(one way\), 60 kB\. Submitting takes/),
      );
  });

  it("fails only what can't be created, with the dynamic preflight's message", async () => {
    world = await newPluginWorld();
    const [good, bad] = await Promise.allSettled([
      preview("good", world.to(world.file(), "good.bam")),
      preview("bad", world.to(MISSING, "bad.bam")),
    ]);
    expect(good.status).toBe("fulfilled");
    expect((bad as PromiseRejectedResult).reason).toMatchObject({
      message: expect.stringMatching(/^source\.file: /),
    });
    await world.plugin.cancel();
    await expect.poll(said).toContainEqual(expect.stringContaining("1 of 2 exports will fail as declared"));
  });

  it("only warns in mode warn, and looks nothing up in mode off", async () => {
    world = await newPluginWorld({ config: { preflight: "warn" } });
    await preview("bad", world.to(MISSING, "bad.bam"));
    await expect
      .poll(() => world.plugin.logs)
      .toContainEqual(
        expect.objectContaining({ severity: "warning", message: expect.stringMatching(/^source\.file: /) }),
      );
    await world.plugin.configure({ preflight: "off" });
    const mark = world.sim.mark();
    await preview("worse", world.to(MISSING, "bad.bam"));
    expect(world.sim.countSince(mark)).toBe(0);
  });

  it("finds two exports to one location, also if one is already done", async () => {
    world = await newPluginWorld();
    const type = world.plugin.resource("FileExport", "first");
    const inputs = await checked("first", world.to(world.file(), "same.bam"));
    const { id, outs } = await type.create(inputs);
    await type.diff(id, outs, inputs);
    await expect(preview("second", world.to(world.file(), "same.bam"))).rejects.toThrow(
      /is also the destination of "first"/,
    );
  });

  it("ends every wait at once when cancelled, and keeps every job", async () => {
    world = await newPluginWorld({ speed: 5, sim: { jobSeconds: 600 } });
    const files = Array.from({ length: 20 }, () => world.file());
    const started = await Promise.all(
      files.map(async (file, i) => ({ i, inputs: await checked(`e${i}`, world.to(file, `${i}.bam`)) })),
    );
    const creating = Promise.allSettled(
      started.map(({ i, inputs }) => world.plugin.resource("FileExport", `e${i}`).create(inputs)),
    );
    await expect.poll(() => world.sim.exports().length, { timeout: 20_000 }).toBe(20);
    await expect.poll(() => world.plugin.logs.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(20);
    const began = Date.now();
    await world.plugin.cancel();
    const ended = (await creating).map(
      (one) => (one as PromiseRejectedResult).reason as { partial?: unknown },
    );
    expect(Date.now() - began).toBeLessThan(3_500);
    const jobs = ended.map(({ partial }) => (partial as { id: string } | undefined)?.id);
    expect(new Set(jobs)).toEqual(new Set(world.sim.exports().map((job) => job.id)));
    await expect(preview("late", world.to(world.file(), "late.bam"))).rejects.toThrow(/cancelled/);
  });
});
