import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failing } from "../support/failing";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

const SUBMISSIONS = /^POST (\/bulk)?\/storage\/imports(\/create)?$/;

let world: World;
beforeAll(async () => {
  world = await newWorld();
  world.sim.addProject("lab/run8");
});
afterAll(() => world.stop());

const type = () => world.type("BulkFileImport");

let round = 0;
/** Adds this many objects to the volume, below their own prefix. */
function newObjects(count: number): { prefix: string; names: string[] } {
  const prefix = `b${round++}/`;
  const names = Array.from({ length: count }, (_, i) => `${prefix.slice(0, -1)}-${i}.bam`);
  for (const name of names) world.sim.addObject("lab/archive", prefix + name);
  return { prefix, names };
}

const item = (location: string, more: PropertyMap = {}) => ({ source: { location }, ...more });

async function checked(prefix: string, items: unknown[], more: PropertyMap = {}): Promise<PropertyMap> {
  const given = { items, volume: "lab/archive", prefix, project: "lab/run8", ...more };
  const { inputs, failures } = await type().check({}, given);
  expect(failures).toEqual([]);
  return inputs;
}

const aliases = (prefix: string) =>
  world.sim
    .imports()
    .filter((job) => job.source.location.startsWith(prefix) && job.state === "COMPLETED")
    .map((job) => job.result?.id ?? "")
    .filter((id) => world.sim.hasFile(id));

describe("a BulkFileImport", () => {
  it("imports 120 objects with 2 submissions, and its second run changes nothing", async () => {
    const { prefix, names } = newObjects(120);
    const inputs = await checked(
      prefix,
      names.map((name) => item(name)),
    );
    const mark = world.sim.mark();
    const { id, outs } = await type().create(inputs);
    expect(outs).toMatchObject({ summary: { COMPLETED: { files: 120 } }, failed: [] });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(2);
    expect(aliases(prefix)).toHaveLength(120);
    expect(await type().diff(id, outs, inputs)).toMatchObject({ changes: false });
    expect(await type().read(id, outs)).toEqual({ id, props: outs, inputs });
  });

  it("adopts what a killed process imported", async () => {
    const { prefix, names } = newObjects(30);
    const inputs = await checked(
      prefix,
      names.map((name) => item(name)),
    );
    await type().create(inputs);
    await world.restart();
    const mark = world.sim.mark();
    expect((await type().create(inputs)).outs).toMatchObject({ summary: { COMPLETED: { files: 30 } } });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    expect(aliases(prefix)).toHaveLength(30);
  });

  it("submits what an update adds, and removes the alias of what it drops, never the object", async () => {
    const { prefix, names } = newObjects(3);
    const before = await checked(prefix, [item(names[0]!), item(names[1]!)]);
    const { id, outs } = await type().create(before);
    const after = await checked(prefix, [item(names[1]!), item(names[2]!)]);
    expect(await type().diff(id, outs, after)).toMatchObject({ changes: true, replaces: [] });
    const mark = world.sim.mark();
    const updated = await type().update(id, outs, after);
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
    expect(aliases(prefix)).toHaveLength(2);
    await type().delete(id, updated.outs);
    expect(aliases(prefix)).toHaveLength(0);
    expect(
      world.sim.objects("lab/archive").filter(({ location }) => location.startsWith(prefix)),
    ).toHaveLength(3);
  });

  it("fails naming what failed, and resubmits only that", async () => {
    const { prefix, names } = newObjects(4);
    const inputs = await checked(prefix, [...names.map((name) => item(name)), item("nowhere.bam")]);
    const { partial } = await failing(type().create(inputs));
    expect(partial?.reasons[0]).toMatch(
      /bulk import: 1 of 5 failed[^]*nowhere\.bam -> lab\/run8\/nowhere\.bam: .*9105/,
    );
    world.sim.addObject("lab/archive", `${prefix}nowhere.bam`);
    const mark = world.sim.mark();
    const { outs } = await type().update(partial!.id, partial!.properties, inputs);
    expect(outs).toMatchObject({ summary: { COMPLETED: { files: 5 } } });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
  });

  it("knows the alias of an import that a refresh finds ended", async () => {
    const { prefix, names } = newObjects(1);
    const place = `lab/archive:${prefix}${names[0]!}`;
    world.sim.stickFile(place);
    const inputs = await checked(prefix, [item(names[0]!)]);
    const timeouts = { ...inputs, __timeouts: { create: "20s" } };
    const { partial } = await failing(type().create(timeouts));
    world.sim.unstick(place);
    await expect.poll(() => aliases(prefix)).toHaveLength(1);
    const { props } = await type().read(partial!.id, partial!.properties);
    const [line] = props.jobs as string[];
    expect(line!.split("\t")).toContain("COMPLETED");
    expect(line!.split("\t")).toContain(aliases(prefix)[0]);
  });

  it("imports an alias again that was deleted elsewhere", async () => {
    const { prefix, names } = newObjects(2);
    const inputs = await checked(
      prefix,
      names.map((name) => item(name)),
    );
    const { id, outs } = await type().create(inputs);
    world.sim.removeFile(aliases(prefix)[0]!);
    const { props, inputs: now } = await type().read(id, outs);
    expect(now?.items).toHaveLength(1);
    expect(await type().diff(id, props, inputs)).toMatchObject({ changes: true });
  });
});

describe("check of a BulkFileImport", () => {
  it.each([
    [
      "two items with one name in one folder",
      [item("x/a.bam"), item("y/a.bam")],
      "items.1.destination",
      /already the destination of items\.0/,
    ],
    ["an item without a location", [{ source: {} }], "items.0.source.location", /missing/],
    ["a bad location", [item("a\tb")], "items.0.source.location", /must not contain control characters/],
    [
      "an unknown property",
      [item("a.bam", { overwite: true })],
      "items.0.overwite",
      /did you mean "overwrite"/,
    ],
    [
      "both project and parent",
      [item("a.bam", { destination: { project: "lab/run8", parent: "65a1f0c2e4b0a1b2c3d4e5f6" } })],
      "items.0.destination",
      /exactly one/,
    ],
  ])("refuses %s", async (_what, items, property, reason) => {
    const { failures } = await type().check({}, { items, volume: "lab/archive", project: "lab/run8" });
    expect(failures).toEqual([{ property, reason: expect.stringMatching(reason) }]);
  });

  it("lets the platform rename if autorename is set", async () => {
    const items = [item("x/a.bam"), item("y/a.bam")];
    const { failures } = await type().check(
      {},
      { items, volume: "lab/archive", project: "lab/run8", autorename: true },
    );
    expect(failures).toEqual([]);
  });
});
