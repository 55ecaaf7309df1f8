import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPlatformStack, type PlatformStack, program } from "../support/platformStack";

const SUBMISSIONS = /^POST (\/bulk)?\/storage\/imports(\/create)?$/;
const NOTHING = { create: 0, update: 0, replace: 0, delete: 0, failed: 0 };
const OBJECTS = ["run7/a.bam", "run7/b.bam", "run7/c.bam", "run7/deep/d.bam", "single.bam"];

const mounted = `const out = new Volume("out", { name: "out", accessMode: "RO", service: { type: "s3", bucket: "lab-out",
  credentials: { accessKeyId: "AKIALAB0000000000001", secretAccessKey: "secret-access-key" } } });`;
const single = `const single = new FileImport("single", { source: { volume: out.id, location: "single.bam" }, destination: { project: "lab/run8" } });`;

/** A volume, a single import from it, and a bulk import. */
const declared = (locations: string[], more = "") =>
  program(
    mounted,
    single,
    `const many = new BulkFileImport("many", {
      items: ${JSON.stringify(locations.map((location) => ({ source: { location } })))},
      volume: out.id, prefix: "run7/", project: "lab/run8", ${more}
    });`,
    `module.exports = { failed: many.failed, summary: many.summary, results: many.results, single: single.file };`,
  );

describe("a bulk import beside its volume", () => {
  let world: PlatformStack;
  const stack = () => world.stack;
  const aliases = () =>
    world.sim
      .imports()
      .map((job) => job.result?.id ?? "")
      .filter((id) => world.sim.hasFile(id))
      .map((id) => world.sim.file(id).name)
      .sort();

  beforeAll(async () => {
    world = await newPlatformStack();
    world.sim.addVolume({ name: "witness", bucket: "lab-out" });
    for (const location of OBJECTS) world.sim.addObject("lab/witness", location);
    world.sim.addProject("lab/run8");
    await stack().setProgram(declared(["a.bam", "b.bam"]));
  });
  afterAll(() => world.stop());

  it("is previewed while the volume's ID is unknown, and writes nothing", async () => {
    expect((await stack().preview()).changes).toMatchObject({ ...NOTHING, create: 3 });
    expect(world.sim.count(/^(POST|PATCH|DELETE) \/(bulk\/)?storage/)).toBe(0);
  });

  it("mounts the volume first, then imports all objects, in one up", async () => {
    const { changes, begun } = await stack().up();
    expect(changes).toMatchObject({ ...NOTHING, create: 3 });
    expect(begun[0]).toBe("out");
    expect(aliases()).toEqual(["a.bam", "b.bam", "single.bam"]);
    expect(await stack().outputs()).toMatchObject({
      failed: [],
      summary: { COMPLETED: { files: 2 } },
      results: { "lab/run8/a.bam": { state: "COMPLETED" }, "lab/run8/b.bam": { state: "COMPLETED" } },
    });
  });

  it("has nothing left to do in a preview, a refresh and another preview", async () => {
    const mark = world.sim.mark();
    const same = { ...NOTHING, same: 3 };
    expect((await stack().preview({ args: ["--expect-no-changes"] })).changes).toMatchObject(same);
    expect(world.sim.countSince(mark)).toBe(0);
    await stack().refresh({ args: ["--expect-no-changes"] });
    expect((await stack().up({ preview: true, args: ["--expect-no-changes"] })).changes).toMatchObject(same);
  });

  it("imports what was added, removes what was dropped, and leaves the rest alone", async () => {
    await stack().setProgram(declared(["b.bam", "c.bam", "deep/d.bam"]));
    const mark = world.sim.mark();
    expect((await stack().up({ preview: true })).steps).toMatchObject({ many: "update", single: "same" });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
    expect(aliases()).toEqual(["b.bam", "c.bam", "d.bam", "single.bam"]);
    expect(world.sim.objects("lab/witness").map(({ location }) => location)).toEqual(OBJECTS);
  });

  it("treats settings that only matter at import time as no change", async () => {
    await stack().setProgram(
      declared(["b.bam", "c.bam", "deep/d.bam"], `overwrite: true, autorename: true, onFailure: "report"`),
    );
    expect((await stack().up({ preview: true, args: ["--expect-no-changes"] })).changes).toMatchObject(
      NOTHING,
    );
  });

  it("fails naming what failed, keeps the rest, and resubmits only what failed", async () => {
    await stack().setProgram(declared(["b.bam", "c.bam", "deep/d.bam", "late.bam"]));
    const args = ["--config", "cavatica:preflight=off"];
    const { output } = await stack().up({ expectFailure: true, args });
    expect(output).toMatch(/bulk import: 1 of 4 failed[^]*late\.bam -> lab\/run8\/late\.bam: .*9105/);
    world.sim.addObject("lab/witness", "run7/late.bam");
    const mark = world.sim.mark();
    expect((await stack().up()).steps).toMatchObject({ many: "update" });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
    expect((await stack().outputs()).summary).toMatchObject({ COMPLETED: { files: 4 } });
  });

  it("imports again what was deleted elsewhere", async () => {
    const job = world.sim.imports().find(({ source }) => source.location === "run7/b.bam");
    world.sim.removeFile(job!.result!.id);
    const mark = world.sim.mark();
    expect((await stack().up({ args: ["--refresh"] })).steps).toMatchObject({
      many: "update",
      single: "same",
    });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
    expect(aliases()).toEqual(["b.bam", "c.bam", "d.bam", "late.bam", "single.bam"]);
  });

  it("destroys the aliases before the volume that they block, and no object", async () => {
    const mark = world.sim.mark();
    expect((await stack().destroy()).changes).toMatchObject({ delete: 3, failed: 0 });
    expect(aliases()).toEqual([]);
    expect(world.sim.volume("lab/out")).toBeUndefined();
    const asked = world.sim.requests.slice(mark).map(({ method, path }) => `${method} ${path}`);
    expect(asked.findLastIndex((one) => /files/.test(one))).toBeLessThan(
      asked.indexOf("PATCH /storage/volumes/lab/out"),
    );
    expect(world.sim.objects("lab/witness")).toHaveLength(OBJECTS.length + 1);
  });
});
