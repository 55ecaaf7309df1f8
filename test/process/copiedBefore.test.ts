import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failing } from "../support/failing";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

const SUBMISSIONS = /^POST (\/bulk)?\/storage\/exports(\/create)?$/;
/** Shorter than a job. */
const TIMEOUTS = { __timeouts: { create: "30s", update: "30s" } };

let world: World;
beforeAll(async () => {
  world = await newWorld({ sim: { jobSeconds: 60 } });
});
afterAll(() => world.stop());

const ended = (id: string) => expect.poll(() => world.sim.job(id)?.state).toBe("FAILED");

/** Copied by a run of which no state knows. */
async function copied(location: string): Promise<string> {
  const file = world.file();
  await world.type("FileExport").create(world.to(file, location, { copyOnly: true }));
  await world.restart();
  return file;
}

describe("a copy that was made before, whose timeout is shorter than a job", () => {
  /** Submitted in vain once, and refreshed after that job has failed. */
  async function single(location: string) {
    const inputs = world.to(await copied(location), location, { copyOnly: true, ...TIMEOUTS });
    const { partial } = await failing(world.type("FileExport").create(inputs));
    await ended(partial!.id);
    await world.restart();
    const { props } = await world.type("FileExport").read(partial!.id, partial!.properties);
    expect(props).toMatchObject({ state: "FAILED", error: { code: 9107 } });
    const diff = await world.type("FileExport").diff(partial!.id, props, inputs);
    expect(diff).toMatchObject({ replaces: ["source"] });
    return inputs;
  }

  it("is adopted by the run after that in which its second job failed", async () => {
    const inputs = await single("once.bam");
    const mark = world.sim.mark();
    const { id, outs } = await world.type("FileExport").create(inputs);
    expect(outs).toMatchObject({ state: "COMPLETED", uri: "s3://lab-archive/exports/once.bam" });
    expect(world.sim.job(id)).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("is made again if its object is gone by then", async () => {
    const inputs = await single("again.bam");
    world.sim.removeObject("lab/archive", "again.bam");
    const mark = world.sim.mark();
    await failing(world.type("FileExport").create(inputs));
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
  });

  it("is adopted as an item of a bulk resource, too", async () => {
    const file = await copied("bulk/item.bam");
    const items = [{ source: { file }, destination: { location: "item.bam" } }];
    // Another item comes first, since a new resource looks for what earlier runs have done.
    const other = {
      source: { file: await copied("bulk/other.bam") },
      destination: { location: "other.bam" },
    };
    const type = world.type("BulkFileExport");
    const declared = (list: PropertyMap[]) => ({ items: list, volume: "lab/archive", prefix: "bulk/" });
    const check = async (list: PropertyMap[]) =>
      (await type.check({}, { ...declared(list), copyOnly: true, ...TIMEOUTS })).inputs;
    const { id, outs } = await type.create(await check([other]));
    const both = await check([other, ...items]);
    const { partial } = await failing(type.update(id, outs, both));
    await expect.poll(() => world.sim.exports().at(-1)?.state).toBe("FAILED");
    const { props } = await type.read(id, partial!.properties);
    const mark = world.sim.mark();
    const updated = await type.update(id, props, both);
    expect(updated.outs).toMatchObject({ summary: { COMPLETED: { files: 2 } }, failed: [] });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });
});
