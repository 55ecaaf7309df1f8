import { describe, expect, test } from "vitest";
import { exportKind } from "../../../provider/jobs/kinds";
import { JobService } from "../../../provider/jobs/service";
import { exportsApi } from "../../../provider/platform/api/exports";
import type { Switches } from "../../../simulator";
import { exportOf, inMode } from "../../support/exportScenario";
import { platformWorld, VOLUME } from "../../support/platformWorld";

/** What a run finds that resumes a large copy after one that was killed. */
const SLOW = 120_000;
const SUBMISSIONS = /^POST (\/bulk)?\/storage\/exports(\/create)?$/;
const LISTS = /^GET \/storage\/exports$/;

interface Killed {
  files: number;
  /** Copied by the killed run. */
  done: number;
  /** Finished jobs of other files that are older. */
  older?: number;
  switches?: Partial<Switches>;
}

async function killedRun({ files: count, done, older = 0, switches = {} }: Killed) {
  const world = platformWorld({ files: count + older, latencyMs: 20, sim: { jobSeconds: 10, switches } });
  const { clock, client, files } = world;
  const copyOnly = { copy_only: true } as const;
  const requests = files.slice(0, count).map(({ id }, i) => inMode(exportOf(id, `run/${i}`), "copy"));
  const others = files.slice(count).map(({ id }, i) => exportOf(id, `older/${i}`));
  const start = async (all: typeof requests) => {
    for (let i = 0; i < all.length; i += 100) {
      await clock.run(exportsApi.startMany(client, all.slice(i, i + 100), copyOnly));
      await clock.advance(1_000);
    }
    await clock.advance(60_000);
  };
  await start(others);
  await start(requests.slice(0, done));
  await clock.advance(400_000);
  return { ...world, requests };
}

/** As a bulk resource does: searches first, then submits what wasn't found, and waits. */
async function takeUp({ clock, newClient, sim, requests }: Awaited<ReturnType<typeof killedRun>>) {
  const mark = sim.mark();
  const service = new JobService(newClient(), exportKind);
  const earlier = await clock.run(service.findEarlier(requests), 3_600_000);
  const ends = requests.map(async (request) => {
    const submitted = earlier.get(request) ?? (await service.submit(request));
    if (submitted.how === "done") return "done";
    return (await service.wait(submitted.job, { since: clock.now(), until: clock.now() + 86_400_000 })).state;
  });
  const states = new Set(await clock.run(Promise.all(ends), 7_200_000));
  const count = (pattern?: RegExp) => sim.countSince(mark, pattern);
  return { states, submissions: count(SUBMISSIONS), lists: count(LISTS), requests: count() };
}

describe("5 000 copies, killed midway", () => {
  test.each([10, 50, 80, 99])(
    "are resumed at %i percent by submitting only the rest",
    { timeout: SLOW },
    async (percent) => {
      const done = 50 * percent;
      const world = await killedRun({ files: 5_000, done });
      const { states, submissions, lists } = await takeUp(world);
      expect(states).toEqual(new Set(["COMPLETED"]));
      expect(world.sim.exports()).toHaveLength(5_000);
      expect(submissions).toBe(Math.ceil((5_000 - done) / 100));
      // One page per hundred finished jobs, one more for the end of the list, and one for running jobs.
      expect(lists).toBeGreaterThanOrEqual(done / 100);
      expect(lists).toBeLessThanOrEqual(done / 100 + 3);
    },
  );

  test("are found ahead of 8 000 older jobs of other files", { timeout: SLOW }, async () => {
    const world = await killedRun({ files: 2_000, done: 1_600, older: 8_000 });
    const { submissions, lists } = await takeUp(world);
    expect(world.sim.exports()).toHaveLength(10_000);
    expect(submissions).toBe(4);
    expect(lists).toBeGreaterThanOrEqual(17);
    expect(lists).toBeLessThanOrEqual(20);
  });

  test("are found by their refusals in a list with the oldest first", { timeout: SLOW }, async () => {
    const switches = { jobListOrder: "oldest-first", occupiedLocation: "submit" } as const;
    const world = await killedRun({ files: 1_000, done: 800, older: 3_000, switches });
    const { states, submissions } = await takeUp(world);
    expect(states).toEqual(new Set(["COMPLETED"]));
    expect(world.sim.exports()).toHaveLength(4_000);
    expect(submissions).toBe(10);
  });
});

test("a first run of copies costs two extra requests for the search", { timeout: SLOW }, async () => {
  const world = await killedRun({ files: 300, done: 0, older: 3_000 });
  const { submissions, lists } = await takeUp(world);
  expect(submissions).toBe(3);
  expect(lists).toBe(3);
});

test("an object that only looks the same is no proof of an earlier copy", async () => {
  const switches = { occupiedLocation: "submit" } as const;
  const world = await killedRun({ files: 1, done: 0, switches });
  world.sim.addObject(VOLUME, "run/0", { size: world.files[0]!.size });
  const service = new JobService(world.client, exportKind);
  const submitted = service.submit(inMode(world.requests[0]!, "copy"));
  await expect(world.clock.run(submitted)).rejects.toMatchObject({ code: 9107 });
});
