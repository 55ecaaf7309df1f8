import { afterEach, beforeEach, expect, it } from "vitest";
import {
  fileExport,
  fileImport,
  newPlatformStack,
  type PlatformStack,
  program,
} from "../support/platformStack";

const SUBMISSIONS = /^POST (\/bulk)?\/storage\/(ex|im)ports(\/create)?$/;

let world: PlatformStack;
beforeEach(async () => {
  world = await newPlatformStack();
  world.sim.addProject("lab/run8");
});
afterEach(() => world.stop());

const jobs = () => [...world.sim.exports(), ...world.sim.imports()];

/** Kills the CLI once the job exists; its provider process exits by itself. */
async function killOnceStarted(): Promise<void> {
  const run = world.stack.start("up");
  await run.waitFor(() => jobs().length === 1);
  await run.kill();
  await expect.poll(() => world.stack.providerPids(), { timeout: 30_000 }).toEqual([]);
  await world.stack.pulumi(["cancel", "--yes"]);
}

async function expectAdopted(name: string, submissions: number): Promise<void> {
  await expect.poll(() => jobs()[0]?.state, { timeout: 30_000 }).toBe("COMPLETED");
  const result = await world.stack.up();
  expect(result.changes).toMatchObject({ create: 1, failed: 0 });
  expect(jobs()).toHaveLength(1);
  expect(world.sim.count(SUBMISSIONS)).toBe(submissions);
  expect((await world.stack.resources())[name]).toMatchObject({
    id: jobs()[0]?.id,
    outputs: { state: "COMPLETED" },
  });
  await world.stack.up({ args: ["--expect-no-changes"] });
}

it("adopts a folder's import after the CLI was killed, though its job shows another location and destination", async () => {
  for (const name of ["a", "b"]) world.sim.addObject("lab/archive", `set/${name}.bam`);
  world.sim.stickFile("lab/archive:set/");
  await world.stack.setProgram(program(fileImport("set", { location: "set/", autorename: true })));
  await killOnceStarted();
  world.sim.unstick("lab/archive:set/");
  await expectAdopted("set", 1);
  await world.stack.destroy();
  expect(world.sim.imports()).toHaveLength(1);
});

it("adopts an export after the CLI was killed, though its job shows settings that weren't requested", async () => {
  const file = world.file("sample.bam");
  world.sim.stickFile(file);
  await world.stack.setProgram(program(fileExport("out", file, "sample.bam")));
  await killOnceStarted();
  world.sim.unstick(file);
  // The second export is refused, which is how the finished first one is recognised.
  await expectAdopted("out", 2);
});
