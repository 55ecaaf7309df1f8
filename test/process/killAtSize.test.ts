import { afterEach, describe, expect, it } from "vitest";
import { jobsIn, SUBMISSIONS } from "../support/crashes";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

let world: World;
afterEach(() => world.stop());

const VOLUME = "lab/archive";
const ROOM = 120_000;

/** Declares that many items, of which each has a place of its own. */
const SETS: [string, string, number, (world: World, i: number) => PropertyMap, PropertyMap][] = [
  [
    "3 000 copies",
    "BulkFileExport",
    3_000,
    ({ file }, i) => ({ source: { file: file(`${i}.bam`) }, destination: { location: `run/${i}.bam` } }),
    { volume: VOLUME, copyOnly: true },
  ],
  [
    "2 000 moves",
    "BulkFileExport",
    2_000,
    ({ file }, i) => ({ source: { file: file(`${i}.bam`) }, destination: { location: `run/${i}.bam` } }),
    { volume: VOLUME },
  ],
  [
    "2 000 imports",
    "BulkFileImport",
    2_000,
    ({ sim }, i) => {
      sim.addObject(VOLUME, `in/${i}.bam`);
      return { source: { location: `in/${i}.bam` } };
    },
    { volume: VOLUME, project: "lab/run8" },
  ],
];

const completed = () => jobsIn(world).filter(({ state }) => state === "COMPLETED").length;

const ended = async (most: () => number, is: (count: number) => boolean) =>
  expect.poll(() => is(most()), { timeout: ROOM, interval: 20 }).toBe(true);

/** Where each job that hasn't failed puts what it makes. */
const effects = () =>
  jobsIn(world)
    .filter(({ state }) => state !== "FAILED")
    .map((job) => `${JSON.stringify(job.source)} -> ${JSON.stringify(job.destination)}`);

describe("a large bulk whose process is killed when most of its jobs have ended", () => {
  it.each(SETS)(
    "%s: the next run finishes them, and starts none a second time",
    async (_name, type, count, itemOf, shared) => {
      // Some jobs run on for long, so that the process is killed between the first ends and the last.
      let started = 0;
      const jobSeconds = () => (started++ % 6 === 0 ? 120 : 5);
      const switches = { occupiedLocation: "submit" as const };
      world = await newWorld({ speed: 60, sim: { jobSeconds, switches } });
      world.sim.addProject("lab/run8");
      const items = Array.from({ length: count }, (_, i) => itemOf(world, i));
      const { inputs, failures } = await world.type(type).check({}, { items, ...shared });
      expect(failures).toEqual([]);

      void world
        .type(type)
        .create(inputs)
        .catch(() => undefined);
      await ended(completed, (done) => done >= count * 0.6);
      await world.restart();
      const before = jobsIn(world).length;
      const mark = world.sim.mark();

      const { outs } = await world.type(type).create(inputs);
      expect(outs.summary).toMatchObject({ COMPLETED: { files: count } });
      expect(outs.failed).toEqual([]);
      const all = effects();
      expect(all).toHaveLength(count);
      expect(new Set(all).size).toBe(count);
      // What wasn't submitted yet; a move that has ended is told by the refusal of a second one, which starts nothing.
      const submissions = world.sim.countSince(mark, SUBMISSIONS);
      expect(submissions).toBeLessThanOrEqual(Math.ceil(count / 100) + 2);
      expect(before).toBeGreaterThan(count * 0.6);
    },
    ROOM * 2,
  );
});
