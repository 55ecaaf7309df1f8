import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

const FILES = 1000;
const KILLS = 4;

/** Small and seedable: the kill points are the same in every run; use KILL_SEED=… for others. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const seed = Number(process.env["KILL_SEED"] ?? 20_260_112);

describe(`a run of ${FILES} files, killed at random points (KILL_SEED=${seed})`, () => {
  let world: World;
  let files: string[];
  beforeEach(async () => {
    world = await newWorld({ speed: 20, sim: { jobSeconds: 30 } });
    files = world.sim
      .addFiles({ project: "lab/run7", count: FILES, prefix: "f", size: 10 })
      .map(({ id }) => id);
  });
  afterEach(() => world.stop());

  const exactlyOnce = () => {
    const jobs = world.sim.exports().filter((job) => job.state === "COMPLETED");
    expect(new Set(jobs.map((job) => job.source.file)).size).toBe(FILES);
    expect(world.sim.exports()).toHaveLength(FILES);
    expect(world.sim.objects("lab/archive")).toHaveLength(FILES);
  };

  it("exports every file exactly once as one bulk resource", async () => {
    const random = randomFrom(seed);
    const items = files.map((file) => ({ source: { file }, destination: { location: `${file}.bam` } }));
    const { inputs } = await world.type("BulkFileExport").check({}, { items, volume: "lab/archive" });
    for (let kill = 0; kill < KILLS; kill++) {
      const create = world.type("BulkFileExport").create(inputs);
      create.catch(() => undefined);
      await sleep(random() * 900);
      await world.restart();
    }
    const { outs } = await world.type("BulkFileExport").create(inputs);
    expect(outs).toMatchObject({ summary: { COMPLETED: { files: FILES } } });
    exactlyOnce();
  });

  it("exports every file exactly once as single resources", async () => {
    const random = randomFrom(seed + 1);
    const state = new Map<string, PropertyMap>();
    const createAll = async () =>
      Promise.all(
        files
          .filter((file) => !state.has(file))
          .map(async (file) => {
            const { outs } = await world.type("FileExport").create(world.to(file, `${file}.bam`));
            state.set(file, outs);
          }),
      );
    for (let kill = 0; kill < KILLS; kill++) {
      const round = createAll();
      round.catch(() => undefined);
      await sleep(random() * 1500);
      await world.restart();
    }
    await createAll();
    expect(state.size).toBe(FILES);
    exactlyOnce();
  });
});
