import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importOf } from "../support/imports";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

const SUBMISSIONS = /^POST (\/bulk)?\/storage\/imports(\/create)?$/;

let world: World;
beforeAll(async () => {
  world = await newWorld({ sim: { jobSeconds: ({ name }) => (name.startsWith("slow") ? 200 : 8) } });
  world.sim.addProject("lab/run8");
});
afterAll(() => world.stop());

const type = () => world.type("FileImport");

/** Imported by an earlier run that kept no state, and requested again by a new process. */
async function twice(location: string, more: PropertyMap = {}) {
  const inputs = importOf(location, more);
  const first = await type().create(inputs);
  await world.restart();
  const mark = world.sim.mark();
  const second = await type().create(inputs);
  return { first, second, submissions: world.sim.countSince(mark, SUBMISSIONS) };
}

describe("an import by an earlier run", () => {
  it("is adopted while its job is running", async () => {
    world.sim.addObject("lab/archive", "slow-1.bam");
    const inputs = importOf("slow-1.bam");
    void type()
      .create(inputs)
      .catch(() => undefined);
    await expect.poll(() => world.sim.imports().length, { timeout: 10_000 }).toBe(1);
    await world.provider.kill();
    await world.restart();
    const mark = world.sim.mark();
    const { id, outs } = await type().create(inputs);
    expect(id).toBe(world.sim.imports()[0]?.id);
    expect(outs).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it.each<[string, PropertyMap]>([
    ["plain", {}],
    ["overwriting", { overwrite: true }],
    ["renaming", { autorename: true }],
  ])("is adopted with its job: %s", async (name, more) => {
    world.sim.addObject("lab/archive", `${name}.bam`);
    const { first, second, submissions } = await twice(`${name}.bam`, more);
    expect(second).toMatchObject({ id: first.id, outs: { file: first.outs.file } });
    expect(submissions).toBe(0);
    // Logged separately from the response, so it may arrive after it.
    await expect
      .poll(() => world.provider.logs.map((line) => line.message).join("\n"))
      .toMatch(/Some imports were already.*now belong to this stack and are removed when it is destroyed/);
  });

  it.each([true, false])("is adopted if it is a folder (structure kept: %s)", async (structure) => {
    world.sim.addObject("lab/archive", `set-${structure}/${structure}.bam`);
    const { first, second, submissions } = await twice(`set-${structure}/`, {
      preserveFolderStructure: structure,
    });
    expect(second.id).toBe(first.id);
    expect(submissions).toBe(0);
  });

  it("is adopted under the name that the platform assigned", async () => {
    world.sim.addObject("lab/archive", "taken.bam");
    world.sim.addFile({ project: "lab/run8", path: "taken.bam" });
    const { first, second, submissions } = await twice("taken.bam", { autorename: true });
    expect(first.outs.result).toMatchObject({ name: "_1_taken.bam" });
    expect(second.outs.file).toBe(first.outs.file);
    expect(submissions).toBe(0);
  });

  it("is adopted by its alias if the platform no longer has the job", async () => {
    world.sim.addObject("lab/archive", "old.bam");
    const alias = world.sim.addFile({
      project: "lab/run8",
      path: "old.bam",
      storage: { volume: "lab/archive", location: "old.bam" },
    }).id;
    const { id, outs } = await type().create(importOf("old.bam"));
    expect(id).toBe(`alias-${alias}`);
    expect(outs).toMatchObject({ state: "COMPLETED", file: alias, result: { name: "old.bam" } });
    expect(await type().read(id, outs)).toMatchObject({ id, props: { file: alias } });
    await type().delete(id, outs);
    expect(world.sim.hasFile(alias)).toBe(false);
  });

  it("is repeated if its alias is gone, though its job still exists", async () => {
    for (const [location, more] of [
      ["gone.bam", {}],
      ["gone-2.bam", { autorename: true }],
    ] as const) {
      world.sim.addObject("lab/archive", location);
      const first = await type().create(importOf(location, more));
      await type().delete(first.id, first.outs);
      await world.restart();
      const second = await type().create(importOf(location, more));
      expect(second.id).not.toBe(first.id);
      expect(world.sim.file(second.outs.file as string).name).toBe(location);
    }
  });

  it("isn't adopted if the name belongs to another object's alias", async () => {
    world.sim.addObject("lab/archive", "one/name.bam");
    world.sim.addObject("lab/archive", "two/name.bam");
    await type().create(importOf("one/name.bam"));
    await expect(type().create(importOf("two/name.bam"))).rejects.toThrow(/same destination|9108/);
    await world.restart();
    await expect(type().create(importOf("two/name.bam"))).rejects.toThrow(/9108/);
  });

  it.each([
    ["a folder", "shelf/", {}],
    ["renamed if need be", "shelved.bam", { autorename: true }],
  ])("isn't adopted if it is in a folder of the project: %s", async (_, location, more) => {
    world.sim.addObject("lab/archive", location.endsWith("/") ? `${location}one.bam` : location);
    const parent = world.sim.addFile({ project: "lab/run8", path: `below-${location.replace("/", "")}/` }).id;
    const below = await type().create({ ...importOf(location, more), destination: { parent } });
    await world.restart();
    const above = await type().create({ ...importOf(location, more), destination: { project: "lab/run8" } });
    expect(above.outs.file).not.toBe(below.outs.file);
    expect(above.outs).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.hasFile(below.outs.file as string)).toBe(true);
  });

  it.each([
    ["a file", "slow-2.bam", {}],
    ["a folder", "slow-shelf/", {}],
    ["renamed if need be", "slow-3.bam", { autorename: true }],
  ])("isn't adopted while it runs into a folder of the project: %s", async (_, location, more) => {
    world.sim.addObject("lab/archive", location.endsWith("/") ? `${location}one.bam` : location);
    const parent = world.sim.addFile({ project: "lab/run8", path: `while-${location.replace("/", "")}/` }).id;
    const to = (destination: PropertyMap) => ({ ...importOf(location, more), destination });
    const before = world.sim.imports().length;
    type()
      .create(to({ parent }))
      .catch(() => undefined);
    await expect.poll(() => world.sim.imports().length, { timeout: 10_000 }).toBe(before + 1);
    await world.provider.kill();
    await world.restart();
    const above = await type().create(to({ project: "lab/run8" }));
    expect(above.id).not.toBe(world.sim.imports()[before]?.id);
    expect(world.sim.imports()).toHaveLength(before + 2);
  });
});
