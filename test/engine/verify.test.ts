import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFiles } from "../support/project";
import { errorsOf, newPlatformStack, type PlatformStack, SUBMISSIONS } from "../support/platformStack";

describe("a manifest whose exports are verified", () => {
  let world: PlatformStack;
  let files: string[];
  const manifest = (verify: boolean) => `
defaults: { volume: lab/archive, prefix: run/, verify: ${verify} }
exports:
  one: { source: { file: ${files[0]} }, destination: { location: one.bam } }
bulkExports:
  rest:
    items:
      - { source: { file: ${files[1]} }, destination: { location: two.bam } }
      - { source: { file: ${files[2]} }, destination: { location: three.bam } }
`;
  beforeAll(async () => {
    world = await newPlatformStack({
      program: `module.exports = require("pulumi-cavatica").fromManifest("exports.yaml").outputs;`,
    });
    files = [world.file(), world.file(), world.file()];
    world.sim.truncateFile(files[0]!, 4);
    world.sim.truncateFile(files[2]!, 5);
    await writeFiles(world.stack.dir, { "exports.yaml": manifest(true) });
  });
  afterAll(() => world.stop());

  it("reports in the preview's totals how many objects will be compared", async () => {
    expect((await world.stack.preview()).output).toContain("Then 3 objects are verified.");
  });

  it("fails for truncated objects, and keeps all jobs", async () => {
    const result = await world.stack.up({ expectFailure: true });
    const errors = errorsOf(result).join("\n");
    expect(errors).toContain(`the object at lab/archive/run/one.bam has 4 bytes, but file ${files[0]} has`);
    expect(errors).toContain(`the object at lab/archive/run/three.bam has 5 bytes, but file ${files[2]} has`);
    expect(world.sim.exports()).toHaveLength(3);
  });

  it("passes once the objects are restored, without another submission", async () => {
    for (const name of ["one", "three"])
      world.sim.addObject("lab/archive", `run/${name}.bam`, { size: 1000 });
    const mark = world.sim.mark();
    await world.stack.up();
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    expect(await world.stack.outputs()).toMatchObject({
      bulkExports: { rest: { summary: { COMPLETED: { files: 2 }, VERIFIED: { files: 2 } } } },
    });
  });

  it("has nothing to do afterwards, and a refresh changes nothing", async () => {
    const mark = world.sim.mark();
    expect((await world.stack.preview()).changes).toMatchObject({ same: 2 });
    expect(world.sim.countSince(mark)).toBe(0);
    await world.stack.refresh({ args: ["--expect-no-changes"] });
  });

  it("finds truncated objects in a refresh, and the next up fails until they are restored", async () => {
    world.sim.addObject("lab/archive", "run/two.bam", { size: 1 });
    const { output } = await world.stack.refresh();
    expect(output).toContain("the object at lab/archive/run/two.bam has 1 byte");
    const mark = world.sim.mark();
    expect(errorsOf(await world.stack.up({ expectFailure: true })).join()).toContain("two.bam has 1 byte");
    world.sim.addObject("lab/archive", "run/two.bam", { size: 1000 });
    await world.stack.up();
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("drops its results when verification is switched off, and can be destroyed", async () => {
    await writeFiles(world.stack.dir, { "exports.yaml": manifest(false) });
    const mark = world.sim.mark();
    await world.stack.up();
    expect((await world.stack.outputs()).bulkExports).not.toHaveProperty("rest.summary.VERIFIED");
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    await world.stack.destroy();
  });
});
