import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failing } from "../support/failing";
import { newWorld, type World } from "../support/world";

/**
 * Single and bulk exports follow the same rules for objects in the way, jobs that can't be checked, and failures
 * without a reason.
 */
let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.stop());

async function single(file: string, location: string, more = {}): Promise<string> {
  return (await failing(world.type("FileExport").create(world.to(file, location, more)))).message;
}

async function bulk(file: string, location: string, more = {}): Promise<string> {
  const items = [{ source: { file }, destination: { volume: "lab/archive", location } }];
  const { inputs } = await world.type("BulkFileExport").check({}, { items, ...more });
  return (await failing(world.type("BulkFileExport").create(inputs))).message;
}

describe.each([
  ["a FileExport", single],
  ["an item of a BulkFileExport", bulk],
])("%s", (name, run) => {
  const place = (what: string) => `${what}-${name.length}.bam`;

  it("reports size and time of an object in the way, which isn't taken for its own despite the same size", async () => {
    world.sim.addObject("lab/archive", place("taken"), { size: 1000 });
    const message = await run(world.file(), place("taken"), { copyOnly: true });
    expect(message).toMatch(
      /9107.*The object there has 1 kB and was written 20\d\d-.*isn't known to be this export's/,
    );
  });

  it("isn't done while an adopted job can't be checked, and is checked again by the next run", async () => {
    const file = world.file();
    await create(run, file, place("judged"));
    await world.restart();
    const fault = world.sim.faults.add({ kind: "error-in-200", code: 5001, path: "^/(bulk/)?files" });
    expect(await run(file, place("judged"), { copyOnly: true })).toMatch(/5001/);
    expect(fault.struck).toBeGreaterThanOrEqual(1);
    fault.remove();
    await world.restart();
    await create(run, file, place("judged"));
    const jobs = world.sim.exports().filter(({ source }) => source.file === file);
    expect(jobs.filter(({ state }) => state === "COMPLETED")).toHaveLength(1);
  });
});

/** Uses the same resource type as `run`. */
async function create(run: typeof single, file: string, location: string): Promise<void> {
  const given = world.to(file, location, { copyOnly: true });
  const { source, destination } = given;
  const items = { items: [{ source, destination }], copyOnly: true };
  const [type, inputs] = run === single ? ["FileExport", given] : ["BulkFileExport", items];
  const { inputs: news } = await world.type(type).check({}, inputs);
  await world.type(type).create(news);
}
