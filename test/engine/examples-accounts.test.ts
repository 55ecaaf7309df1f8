import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startSimulator } from "../../simulator";
import { newPlatformStack } from "../support/platformStack";
import { checkout } from "../support/project";

const example = (name: string) => ({ dir: join(checkout, "examples", name), language: "ts" as const });

describe("the example two-accounts", () => {
  it("exports with both accounts, each on its own platform", async () => {
    const world = await newPlatformStack(example("two-accounts"));
    const other = await startSimulator({ jobSeconds: 0 });
    other.addVolume({ name: "outbound", bucket: "partner-bucket" });
    await world.stack.setConfig({
      file: world.file("own.bam"),
      volume: "lab/archive",
      partnerEndpoint: other.url,
      partnerToken: { secret: other.token },
      partnerFile: other.addFile({ project: "lab/study", path: "aligned/theirs.bam" }).id,
      partnerVolume: "lab/outbound",
    });
    expect(
      (await world.stack.up({ preview: true })).diagnostics.filter(({ severity }) => severity !== "info"),
    ).toEqual([]);
    expect(await world.stack.outputs()).toEqual({
      ownUri: "s3://lab-archive/exports/shared/own.bam",
      theirUri: "s3://partner-bucket/aligned/theirs.bam",
      theirProject: "lab/study",
    });
    expect([world.sim.exports().length, other.exports().length]).toEqual([1, 1]);
    expect(JSON.stringify(await world.stack.export())).not.toContain(other.token);
    await world.stack.up({ args: ["--expect-no-changes"] });
    await world.stack.destroy();
    await other.close();
    await world.stop();
  });
});

describe("the example import-back", () => {
  it("exports a copy, imports it, and removes the alias on destroy", async () => {
    const world = await newPlatformStack(example("import-back"));
    world.sim.addProject("lab/run8");
    const file = world.sim.addFile({ project: "lab/run7", path: "aligned/sample.cram", size: 7_000 }).id;
    const address = `https://cavatica.sbgenomics.com/u/lab/run7/files/${file}/`;
    await world.stack.setConfig({ file: address, volume: "lab/archive", project: "lab/run8" });
    await world.stack.up({ preview: true });
    const outputs = await world.stack.outputs();
    expect(outputs).toMatchObject({
      uri: "s3://lab-archive/exports/aligned/sample.cram",
      name: "sample.cram",
    });
    expect(world.sim.file(outputs.alias as string)).toMatchObject({
      project: "lab/run8",
      size: 7_000,
      storage: { type: "VOLUME", volume: "lab/archive", location: "aligned/sample.cram" },
    });
    await world.stack.up({ args: ["--expect-no-changes"] });
    await world.stack.refresh({ args: ["--expect-no-changes"] });
    await world.stack.destroy();
    expect(world.sim.hasFile(outputs.alias as string)).toBe(false);
    expect(world.sim.file(file).storage.type).toBe("PLATFORM");
    expect(world.sim.objects("lab/archive")).toHaveLength(1);
    await world.stop();
  });
});
