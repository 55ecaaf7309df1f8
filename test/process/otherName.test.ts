import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importOf } from "../support/imports";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";
import { declared } from "./volumes";

/**
 * To the engine, a resource that is renamed in the program is a new resource, which is created first, and an old one,
 * which the same process deletes afterwards.
 */
let world: World;
beforeAll(async () => {
  world = await newWorld();
  world.sim.addProject("lab/run8");
});
afterAll(() => world.stop());

const urn = (name: string) => ({ __urn: `urn:pulumi:test::test::pulumi-nodejs:dynamic/cavatica:X::${name}` });

interface Life {
  id: string;
  outs: PropertyMap;
}

async function made(type: string, inputs: PropertyMap, name = "old"): Promise<Life> {
  const { inputs: checked } = await world.type(type).check({}, { ...inputs, ...urn(name) });
  return world.type(type).create(checked);
}

/** Declares as "new" what was declared as "old". */
async function renamed(type: string, inputs: PropertyMap): Promise<Life> {
  const old = await made(type, inputs);
  await world.restart();
  const life = await made(type, inputs, "new");
  await world.type(type).delete(old.id, old.outs);
  return life;
}

const said = (text: RegExp) =>
  expect
    .poll(() => world.provider.logs.map(({ message }) => message))
    .toContainEqual(expect.stringMatching(text));

describe("under another resource name", () => {
  it("an import keeps its alias, and the last resource that has it removes it", async () => {
    world.sim.addObject("lab/archive", "one.bam");
    const { id, outs } = await renamed("FileImport", importOf("one.bam"));
    expect(await world.type("FileImport").read(id, outs)).toMatchObject({ id });
    await said(/what was imported to lab\/run8\/one\.bam stays, since it now belongs to resource "new"/);
    await world.type("FileImport").delete(id, outs);
    expect(await world.type("FileImport").read(id, outs)).toMatchObject({ id: "" });
  });

  it("a volume stays mounted", async () => {
    const { id } = await renamed("Volume", declared("renamed"));
    expect(world.sim.volume(id)).toMatchObject({ active: true });
    await said(/volume lab\/renamed stays, since it now belongs to resource "new"/);
  });

  it("an imported folder keeps its contents", async () => {
    world.sim.addObject("lab/archive", "folder/a.bam");
    const { id, outs } = await renamed("FileImport", importOf("folder/"));
    expect(await world.type("FileImport").read(id, outs)).toMatchObject({ id });
  });
});

describe("an item moved from one bulk import to another", () => {
  const bulk = (...locations: string[]) => ({
    volume: "lab/archive",
    project: "lab/run8",
    items: locations.map((location) => ({ source: { location } })),
  });
  const type = () => world.type("BulkFileImport");

  it("keeps its alias, whether the other import is created or updated", async () => {
    for (const name of ["x", "y", "z"]) world.sim.addObject("lab/archive", `${name}.bam`);
    const first = await made("BulkFileImport", bulk("x.bam", "y.bam"), "first");
    const second = await made("BulkFileImport", bulk("z.bam"), "second");
    const { inputs: less } = await type().check({}, { ...bulk("x.bam"), ...urn("first") });
    const { inputs: more } = await type().check({}, { ...bulk("z.bam", "y.bam"), ...urn("second") });
    await world.restart();
    const [, { outs }] = await Promise.all([
      type().update(first.id, first.outs, less),
      type().update(second.id, second.outs, more),
    ]);
    expect(outs).toMatchObject({ summary: { COMPLETED: { files: 2 } } });
    const { props } = await type().read(second.id, outs);
    expect(props).toMatchObject({ summary: { COMPLETED: { files: 2 } } });
  });

  it("is removed with the import that keeps it", async () => {
    world.sim.addObject("lab/archive", "only.bam");
    const first = await made("BulkFileImport", bulk("only.bam"), "third");
    const mark = world.sim.mark();
    await type().delete(first.id, first.outs);
    expect(world.sim.countSince(mark, /delete/)).toBe(1);
  });
});
