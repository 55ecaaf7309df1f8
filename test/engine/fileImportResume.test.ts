import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  errorsOf,
  fileImport,
  newPlatformStack,
  type PlatformStack,
  program,
} from "../support/platformStack";

const IMPORTS = /^POST (\/bulk)?\/storage\/imports(\/create)?$/;
const SLOW = "lab/archive:slow.bam";

describe("an import that outlives its pulumi run", () => {
  let world: PlatformStack;
  beforeEach(async () => {
    world = await newPlatformStack();
    world.sim.addProject("lab/run8");
    world.sim.addObject("lab/archive", "slow.bam");
    world.sim.stickFile(SLOW);
  });
  afterEach(() => world.stop());

  const declared = (create: string) =>
    program(fileImport("slow", "slow.bam", `{ customTimeouts: { create: "${create}" } }`));

  it("is kept in state, and the next up waits for it without a second submission", async () => {
    await world.stack.setProgram(declared("20s"));
    const failed = await world.stack.up({ expectFailure: true });
    expect(errorsOf(failed).join("\n")).toMatch(
      /import of lab\/archive\/slow.bam to lab\/run8\/slow.bam is still RUNNING/,
    );
    const { slow } = await world.stack.resources();
    expect(slow).toMatchObject({ id: world.sim.imports()[0]?.id, outputs: { state: "RUNNING" } });
    world.sim.unstick(SLOW);
    expect((await world.stack.up()).steps).toEqual({ slow: "update" });
    expect(world.sim.count(IMPORTS)).toBe(1);
    expect((await world.stack.resources()).slow?.outputs).toMatchObject({ state: "COMPLETED" });
    await world.stack.up({ args: ["--expect-no-changes"] });
  });

  it("is adopted after the CLI was killed", async () => {
    await world.stack.setProgram(declared("2h"));
    const run = world.stack.start("up");
    await run.waitFor(() => world.sim.imports().length === 1);
    await run.kill();
    await expect.poll(() => world.stack.providerPids(), { timeout: 30_000 }).toEqual([]);
    await world.stack.pulumi(["cancel", "--yes"]);
    world.sim.unstick(SLOW);
    const result = await world.stack.up();
    expect(result.changes).toMatchObject({ create: 1, failed: 0 });
    expect(world.sim.imports()).toHaveLength(1);
    expect((await world.stack.resources()).slow?.id).toBe(world.sim.imports()[0]?.id);
  });

  it("is removed by a destroy once it has ended", async () => {
    await world.stack.setProgram(declared("20s"));
    await world.stack.up({ expectFailure: true });
    world.sim.unstick(SLOW);
    await world.stack.destroy();
    const [job] = world.sim.imports();
    expect(job?.state).toBe("COMPLETED");
    expect(world.sim.hasFile(job!.result!.id)).toBe(false);
  });
});

describe("an import of an object that another resource creates", () => {
  it("passes a preview, and runs after that resource", async () => {
    const world = await newPlatformStack();
    world.sim.addProject("lab/run8");
    const file = world.file("sample.bam");
    await world.stack.setProgram(
      program(
        `const out = new FileExport("out", { source: { file: "${file}" }, destination: { volume: "lab/archive", location: "sample.bam" }, copyOnly: true });`,
        `const back = new FileImport("back", { source: { volume: out.destination.volume, location: out.result.apply((r) => "" + r.name) }, destination: { project: "lab/run8" } });`,
        `module.exports = { file: back.file };`,
      ),
    );
    expect((await world.stack.preview()).changes).toMatchObject({ create: 2 });
    expect(world.sim.count(/^POST \/(bulk\/)?storage\/(ex|im)ports(\/create)?$/)).toBe(0);
    await world.stack.up({ preview: true });
    const { file: alias } = (await world.stack.outputs()) as { file: string };
    expect(world.sim.file(alias)).toMatchObject({ project: "lab/run8", storage: { location: "sample.bam" } });
    await world.stack.destroy();
    expect(world.sim.hasFile(alias)).toBe(false);
    expect(world.sim.hasFile(file)).toBe(true);
    await world.stop();
  });
});
