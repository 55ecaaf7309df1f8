import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newPlatformStack } from "../support/platformStack";
import { checkout } from "../support/project";

describe("the example look-ups", () => {
  it("exports the files that it finds on the demo platform named in its README", async () => {
    const dir = join(checkout, "examples/look-ups");
    const world = await newPlatformStack({ dir, language: "ts", sim: { seed: "demo" } });
    await world.stack.setConfig({ project: "lab/run7", sample: "sample-01", volume: "lab/archive" });
    const preview = await world.stack.preview();
    expect(preview.changes).toMatchObject({ create: 2 });
    expect(world.sim.count(/^POST .*exports(\/create)?$/)).toBe(0);
    await world.stack.up();
    const outputs = await world.stack.outputs();
    expect(outputs).toMatchObject({
      found: ["aligned/sample-01.cram", "aligned/sample-01.cram.crai"],
      bucket: "lab-archive",
      uris: ["s3://lab-archive/aligned/sample-01.cram", "s3://lab-archive/aligned/sample-01.cram.crai"],
    });
    await world.stack.destroy();
    await world.stop();
  });
});
