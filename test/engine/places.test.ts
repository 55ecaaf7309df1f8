import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  errorsOf,
  fileExport,
  newPlatformStack,
  type PlatformStack,
  program,
} from "../support/platformStack";
import type { OperationResult } from "../support/engine";

const warningsOf = ({ diagnostics }: Pick<OperationResult, "diagnostics">): string[] =>
  diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message);

describe("volumes whose prefix doesn't end with a slash", () => {
  let world: PlatformStack;
  let files: string[];
  beforeAll(async () => {
    world = await newPlatformStack();
    for (const [name, prefix] of [
      ["bare", "runs"],
      ["slashed", "runs/"],
    ] as const)
      world.sim.addVolume({ name, bucket: "lab-runs", prefix });
    files = [world.file(), world.file()];
  });
  afterAll(() => world.stop());

  const to = (volume: string) => ({ volume, location: "a.bam" });

  it("are found to share a location, so that two exports to it are refused in a preview", async () => {
    await world.stack.setProgram(
      program(fileExport("one", files[0]!, to("lab/bare")), fileExport("two", files[1]!, to("lab/slashed"))),
    );
    const result = await world.stack.preview({ expectFailure: true });
    expect(errorsOf(result).join("\n")).toMatch(
      /is also the destination of "one".*; one object would replace the other/,
    );
  });

  it("have the slash in their objects' URIs, and nothing is left to do", async () => {
    await world.stack.setProgram(
      program(fileExport("one", files[0]!, to("lab/bare")), "exports.uri = one.uri;"),
    );
    await world.stack.up();
    expect(await world.stack.outputs()).toEqual({ uri: "s3://lab-runs/runs/a.bam" });
    await world.stack.refresh({ args: ["--expect-no-changes"] });
    expect((await world.stack.preview()).changes).toMatchObject({ same: 1 });
  });
});

describe("archived files in a project", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack();
    for (const path of ["a.bam", "b.bam", "frozen.bam"]) world.file(path);
    world.sim.addFile({ project: "lab/run7", path: "old/frozen.bam", size: 1, archived: true });
    await world.stack.setProgram(
      program(
        `const { ProjectExport } = require("pulumi-cavatica");`,
        `const all = new ProjectExport("all", { project: "lab/run7", volume: "lab/archive", prefix: "run7" });`,
        `exports.leftOut = all.leftOut;`,
      ),
    );
  });
  afterAll(() => world.stop());

  it("are named in a preview that leaves them out, as is a prefix that isn't a folder", async () => {
    const warnings = warningsOf(await world.stack.preview());
    expect(warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^1 file is left out: archived, as far as the platform shows[^]*old\/frozen\.bam$/,
        ),
        expect.stringMatching(/^prefix: "run7" is prepended to each location unchanged/),
      ]),
    );
    expect(warnings).toHaveLength(2);
  });

  it("don't stop the other files' exports, and a second run changes nothing", async () => {
    await world.stack.up();
    expect(world.sim.exports().map(({ state }) => state)).toEqual(["COMPLETED", "COMPLETED", "COMPLETED"]);
    expect(await world.stack.outputs()).toMatchObject({
      leftOut: [{ path: "old/frozen.bam", why: "archived" }],
    });
    const { changes } = await world.stack.up();
    expect(changes).toMatchObject({ create: 0, update: 0, replace: 0 });
    expect(world.sim.exports()).toHaveLength(3);
  });
});
