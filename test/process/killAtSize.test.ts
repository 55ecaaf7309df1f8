import { afterEach, describe, expect, it } from "vitest";
import { jobsIn, SUBMISSIONS } from "../support/crashes";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

let world: World;
afterEach(() => world.stop());

const VOLUME = "lab/archive";
const ROOM = 120_000;

/** A bulk resource of `count` items; its process is killed once the share `killedAt` of them is done. */
interface Case {
  name: string;
  type: string;
  count: number;
  killedAt: number;
  itemOf: (world: World, i: number) => PropertyMap;
  shared: PropertyMap;
}

const exported: Case["itemOf"] = ({ file }, i) => ({
  source: { file: file(`${i}.bam`) },
  destination: { location: `run/${i}.bam` },
});
const imported: Case["itemOf"] = ({ sim }, i) => {
  sim.addObject(VOLUME, `in/${i}.bam`);
  return { source: { location: `in/${i}.bam` } };
};

const COPIES = {
  name: "5 000 copies",
  type: "BulkFileExport",
  count: 5_000,
  itemOf: exported,
  shared: { volume: VOLUME, copyOnly: true },
};
const MOVES = { ...COPIES, name: "2 000 moves", count: 2_000, shared: { volume: VOLUME } };
const IMPORTS = {
  name: "2 000 imports",
  type: "BulkFileImport",
  count: 2_000,
  itemOf: imported,
  shared: { volume: VOLUME, project: "lab/run8" },
};
const CASES: Case[] = [
  ...[0.1, 0.99].map((killedAt) => ({ ...COPIES, killedAt })),
  { ...MOVES, killedAt: 0.8 },
  { ...IMPORTS, killedAt: 0.8 },
];

/** Jobs that were never submitted fill calls of 100; two more calls may be needed at the seams. */
const fewestCalls = (jobs: number) => Math.ceil(jobs / 100) + 2;

const completed = () => jobsIn(world).filter(({ state }) => state === "COMPLETED").length;

/** The source and destination of each job that hasn't failed. */
const effects = () =>
  jobsIn(world)
    .filter(({ state }) => state !== "FAILED")
    .map((job) => `${JSON.stringify(job.source)} -> ${JSON.stringify(job.destination)}`);

/** Creates the resource and kills its process once the share is done; resolves to the number of jobs it had started. */
async function killWhenDone({ type, count, killedAt }: Case, inputs: PropertyMap): Promise<number> {
  void world
    .type(type)
    .create(inputs)
    .catch(() => undefined);
  await expect.poll(() => completed() >= count * killedAt, { timeout: ROOM, interval: 20 }).toBe(true);
  await world.restart();
  expect(completed(), "Everything was done before the process was killed.").toBeLessThan(count);
  return jobsIn(world).length;
}

describe("a large bulk whose process is killed", () => {
  it.each(CASES)(
    "$name, killed when $killedAt of them are done: the next run completes the rest and submits nothing twice",
    async (aCase) => {
      const { type, count, killedAt, itemOf, shared } = aCase;
      // That share of the jobs ends early and the rest late, so that the kill comes in between.
      let submitted = 0;
      const jobSeconds = () => (submitted++ % 100 < killedAt * 100 ? 5 : 240);
      const switches = { occupiedLocation: "submit" as const };
      world = await newWorld({ speed: 60, sim: { jobSeconds, switches } });
      world.sim.addProject("lab/run8");
      const items = Array.from({ length: count }, (_, i) => itemOf(world, i));
      const { inputs, failures } = await world.type(type).check({}, { items, ...shared });
      expect(failures).toEqual([]);

      const started = await killWhenDone(aCase, inputs);
      const mark = world.sim.mark();
      const { outs } = await world.type(type).create(inputs);

      expect(outs.summary).toMatchObject({ COMPLETED: { files: count } });
      expect(outs.failed).toEqual([]);
      const all = effects();
      expect(all).toHaveLength(count);
      expect(new Set(all).size).toBe(count);
      expect(world.sim.countSince(mark, SUBMISSIONS)).toBeLessThanOrEqual(fewestCalls(count - started));
    },
    ROOM * 2,
  );
});
