import { expect, test } from "vitest";
import { exportMany, seededRandom } from "../../support/exportScenario";
import { spreadLength } from "../../support/modelJobs";
import type { PlatformWorld } from "../../support/platformWorld";

/**
 * Other tools of the same account that ignore the limit: a few hundred requests now and then, and once all that are
 * left.
 */
function greedyNeighbours({ clock, sim }: PlatformWorld, random: () => number): void {
  const use = async () => {
    for (let round = 0; ; round++) {
      await clock.sleep(30_000 + random() * 120_000);
      sim.spendRequests(round === 9 ? 1000 : Math.round(random() * 400));
    }
  };
  void use();
}

test("10 000 jobs from seconds to an hour beside other busy tools: all end, within the rate limit", async () => {
  const random = seededRandom(2);
  const { late, ...figures } = await exportMany({
    files: 10_000,
    jobSeconds: () => spreadLength(random) / 1000,
    meanwhile: (world) => greedyNeighbours(world, random),
  });
  console.table([figures, late]);
  expect(figures).toMatchObject({ jobs: 10_000, submissions: 100 });
  expect(figures.mostRequests).toBeLessThanOrEqual(1000);
  expect(figures.mostPolls).toBeLessThanOrEqual(500);
  // Refusals occurred and were waited out, not repeated over and over.
  expect(figures.refusals429).toBeGreaterThan(0);
  expect(figures.refusals429).toBeLessThan(50);
  expect(figures.seconds).toBeLessThan(3_600 + 300);
}, 180_000);
