import { appendFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { type Adapter, newSoakWorld, type SoakWorld } from "./adapters";
import { deployments, refreshes, stand } from "./rounds";
import { atRest, type Sample } from "./sampling";
import { settings } from "./settings";
import { bytesPerJob, complaints, heapRatio, LEAST_ROUNDS, table } from "./verdict";

const SIZE = { items: 240, singles: 4 };
const AN_HOUR = 3_600_000;

/** Repeats a round for so many hours of the platform's time, and looks at the process after each. */
async function repeat(world: SoakWorld, hours: number, play: () => Promise<unknown>) {
  const samples: Sample[] = [];
  const began = Date.now();
  const passed = () => ((Date.now() - began) * settings.speed) / AN_HOUR;
  while (passed() < hours || samples.length < LEAST_ROUNDS) {
    await play();
    const jobs = world.sim.exports().length + world.sim.imports().length;
    samples.push({ hours: passed(), jobs, ...(await atRest(world.pid, world.file)) });
  }
  return samples;
}

/** Half of the time deployments, then refreshes of one that stands: only the first may leave anything behind. */
async function soak(adapter: Adapter, hours: number) {
  const world = await newSoakWorld(adapter, { speed: settings.speed, sim: { jobSeconds: 60 } });
  try {
    world.sim.addProject("lab/run8");
    let round = 0;
    const deployed = await repeat(world, hours / 2, () => deployments(world, round++, SIZE));
    const standing = await stand(world, round++, SIZE);
    const refreshed = await repeat(world, hours / 2, () => refreshes(world, round++, SIZE, standing));
    return { deployments: deployed, refreshes: refreshed };
  } finally {
    await world.stop();
  }
}

function report(title: string, samples: readonly Sample[]): string {
  const found = complaints(samples);
  const verdict = found.length === 0 ? "nothing grows" : found.join("; ");
  const heap = `heap ${heapRatio(samples).toFixed(2)} times that of the first third`;
  const kept = bytesPerJob(samples) > 0 ? `, ${bytesPerJob(samples)} bytes a job` : "";
  return `${title}: ${samples.length} rounds, ${heap}${kept}: ${verdict}\n\n${table(samples)}\n\n`;
}

it.each(settings.adapters)(
  "one process of the %s provider holds on to nothing, round after round",
  async (adapter) => {
    const phases = await soak(adapter, settings.hours);
    for (const [phase, samples] of Object.entries(phases))
      if (settings.report) await appendFile(settings.report, report(`${adapter}, ${phase}`, samples));
    expect(Object.values(phases).flatMap(complaints)).toEqual([]);
  },
  // Real time, several times as much as it should take.
  Math.max(600_000, ((settings.hours * AN_HOUR) / settings.speed) * 5),
);
