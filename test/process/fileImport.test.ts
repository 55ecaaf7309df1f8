import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newWorld, type World } from "../support/world";
import { importOf } from "../support/imports";

const SUBMISSIONS = /^POST (\/bulk)?\/storage\/imports(\/create)?$/;

describe("create of a FileImport", () => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld();
    world.sim.addProject("lab/run8");
  });
  afterAll(() => world.stop());

  const create = (location: string, more = {}) => world.type("FileImport").create(importOf(location, more));

  it("starts the job, waits until it is COMPLETED and returns the alias", async () => {
    world.sim.addObject("lab/archive", "run7/a.cram", { size: 5_000 });
    const mark = world.sim.mark();
    const { id, outs } = await create("run7/a.cram");
    expect(world.sim.job(id)).toMatchObject({ state: "COMPLETED" });
    const file = outs.file as string;
    expect(outs).toMatchObject({
      state: "COMPLETED",
      source: { volume: "lab/archive", location: "run7/a.cram" },
      destination: { project: "lab/run8" },
      result: { id: file, name: "a.cram", project: "lab/run8" },
      uri: "s3://lab-archive/exports/run7/a.cram",
    });
    expect(world.sim.file(file)).toMatchObject({
      size: 5_000,
      storage: { type: "VOLUME", volume: "lab/archive", location: "run7/a.cram" },
    });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
    // Unfinished jobs, the destination, the submission, one or two polls, the volume.
    expect(world.sim.countSince(mark)).toBeLessThanOrEqual(6);
    expect(world.sim.countSince(mark)).toBeGreaterThan(0);
  });

  it("imports into a folder, under the given name", async () => {
    const { parent } = world.sim.addFile({ project: "lab/run8", path: "inbox/other" });
    world.sim.addObject("lab/archive", "named.cram");
    const { outs } = await create("named.cram", { destination: { parent, name: "renamed.cram" } });
    expect(world.sim.file(outs.file as string)).toMatchObject({ name: "renamed.cram", parent });
  });

  it("keeps a folder's structure, or not, as requested", async () => {
    for (const name of ["set/x.bam", "set/deep/y.bam"]) world.sim.addObject("lab/archive", name);
    const kept = await create("set/", { preserveFolderStructure: true });
    expect(kept.outs.result).toMatchObject({ name: "set", project: "lab/run8" });
    world.sim.addProject("lab/flat");
    const flat = await create("set/", {
      destination: { project: "lab/flat" },
      preserveFolderStructure: false,
    });
    expect(flat.outs).toMatchObject({ state: "COMPLETED" });
    const bodies = world.sim.imports().slice(-2);
    expect(bodies.map((job) => job.preserveFolderStructure)).toEqual([true, false]);
  });

  it("sends overwrite and autorename, and uses the name that the platform assigns", async () => {
    world.sim.addObject("lab/archive", "taken.bam");
    const native = world.sim.addFile({ project: "lab/run8", path: "taken.bam" });
    await expect(create("taken.bam")).rejects.toThrow(
      /import of lab\/archive\/taken.bam to lab\/run8\/taken.bam FAILED: 409 \(code 9108\).*overwrite or autorename/,
    );
    const beside = await create("taken.bam", { autorename: true });
    expect(beside.outs.result).toMatchObject({ name: "_1_taken.bam" });
    const instead = await create("taken.bam", { overwrite: true });
    expect(instead.outs.result).toMatchObject({ name: "taken.bam" });
    expect(world.sim.hasFile(native.id)).toBe(false);
  });

  it("fails with code, message and remedy, and keeps nothing", async () => {
    const failure = create("nowhere.bam");
    await expect(failure).rejects.toMatchObject({ partial: undefined });
    await expect(failure).rejects.toThrow(/FAILED: 404 \(code 9105\).*check location and prefix/);
  });

  it("doesn't advise on exports if an import is refused with a code of exports", async () => {
    world.sim.addObject("lab/archive", "odd.bam");
    const path = /storage\/imports(\/create)?$/;
    world.sim.faults.add({ kind: "error-in-200", path, method: "POST", times: 1, code: 9006 });
    await expect(create("odd.bam")).rejects.toThrow(/was refused: .*9006.*for exports only/);
  });

  it.each([
    ["a volume", { source: { volume: "lab/none", location: "a" } }, /9007.*owner\/name/],
    ["a project", { destination: { project: "lab/none" } }, /was refused: .*9012/],
    ["a folder", { destination: { parent: "0".repeat(24) } }, /was refused: .*5026/],
  ])("names %s that doesn't exist", async (_what, change, text) => {
    world.sim.addObject("lab/archive", "some.bam");
    await expect(create("some.bam", change)).rejects.toThrow(text);
  });

  it("refuses two objects for one name in one deployment, unless autorename is set", async () => {
    for (const name of ["p/same.bam", "q/same.bam", "r/same.bam"]) world.sim.addObject("lab/archive", name);
    const [first, second, third] = await Promise.allSettled([
      create("p/same.bam", { overwrite: true }),
      create("q/same.bam", { overwrite: true }),
      create("r/same.bam", { autorename: true }),
    ]);
    expect(first).toMatchObject({ status: "fulfilled" });
    expect(String((second as PromiseRejectedResult).reason)).toMatch(/same destination in this deployment/);
    expect(third).toMatchObject({ status: "fulfilled" });
  });
});

describe("concurrent imports", () => {
  it("share status polls, submissions and removals", async () => {
    const world = await newWorld({ speed: 5 });
    world.sim.addProject("lab/run8");
    const locations = Array.from({ length: 60 }, (_, i) => `many/${i}.bam`);
    for (const location of locations) world.sim.addObject("lab/archive", location);
    const type = world.type("FileImport");
    const made = await Promise.all(locations.map((location) => type.create(importOf(location))));
    expect(new Set(made.map(({ outs }) => outs.file)).size).toBe(60);
    expect(world.sim.count(SUBMISSIONS)).toBeLessThanOrEqual(3);
    expect(world.sim.count(SUBMISSIONS)).toBeGreaterThan(0);
    expect(world.sim.requests.length).toBeLessThanOrEqual(18);
    expect(world.sim.requests.length).toBeGreaterThan(0);

    const mark = world.sim.mark();
    await Promise.all(made.map(({ id, outs }) => type.read(id, outs)));
    expect(world.sim.countSince(mark)).toBeLessThanOrEqual(3);
    expect(world.sim.countSince(mark)).toBeGreaterThan(0);
    await Promise.all(made.map(({ id, outs }) => type.delete(id, outs)));
    expect(world.sim.countSince(mark)).toBeLessThanOrEqual(9);
    expect(world.sim.countSince(mark)).toBeGreaterThan(0);
    expect(made.filter(({ outs }) => world.sim.hasFile(outs.file as string))).toEqual([]);
    expect(world.sim.objects("lab/archive")).toHaveLength(60);
    await world.stop();
  });
});
