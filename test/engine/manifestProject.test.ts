import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFiles } from "../support/project";
import { newPlatformStack, type PlatformStack } from "../support/platformStack";

const manifest = `
defaults: { volume: archive, prefix: runs/ }
volumes:
  archive:
    name: kept
    accessMode: RW
    service:
      type: s3
      bucket: lab-kept
      credentials: { accessKeyId: AKIAEXAMPLE, secretAccessKey: "\${config.secretAccessKey}" }
projectExports:
  whole: { project: lab/whole, include: ["**/*.cram"], exclude: ["tmp/**"], minSize: 2, createdBefore: 2100-01-01, copyOnly: true }
bulkImports:
  back:
    project: lab/back
    volume: lab/archive
    items: [{ source: { location: a.bed } }, { source: { location: b.bed } }]
`;

describe("a manifest that selects files and imports objects", () => {
  let world: PlatformStack;
  beforeAll(async () => {
    world = await newPlatformStack({
      program: `const { fromManifest } = require("pulumi-cavatica"); module.exports = fromManifest("exports.yaml").outputs;`,
      files: { "exports.yaml": manifest },
      config: { secretAccessKey: { secret: "hunter2-hunter2" } },
    });
    for (const path of ["x/one.cram", "two.cram", "tmp/three.cram", "four.txt"])
      world.sim.addFile({ project: "lab/whole", path });
    world.sim.addFile({ project: "lab/whole", path: "empty.cram", size: 0 });
    world.sim.addProject("lab/back");
    for (const location of ["a.bed", "b.bed"]) world.sim.addObject("lab/archive", location);
  });
  afterAll(() => world.stop());

  it("creates the volume, exports the selected files to it and imports, all in one up", async () => {
    await world.stack.up({ preview: true });
    expect(world.sim.objects("lab/kept").map(({ location }) => location)).toEqual([
      "runs/two.cram",
      "runs/x/one.cram",
    ]);
    expect(await world.stack.outputs()).toMatchObject({
      projectExports: { whole: { summary: { COMPLETED: { files: 2 } }, failed: [] } },
      bulkImports: { back: { summary: { COMPLETED: { files: 2 } }, failed: [] } },
    });
  });

  it("has nothing to do afterwards", async () => {
    expect((await world.stack.up({ preview: true })).changes).toMatchObject({
      create: 0,
      update: 0,
      replace: 0,
    });
  });

  it("shows values derived from a configuration secret only where they are written, not in state or a preview", async () => {
    const secret = manifest.replace("runs/", '"${config.secretAccessKey}/"');
    await writeFiles(world.stack.dir, { "exports.yaml": secret });
    world.sim.addObject("lab/kept", "hunter2-hunter2/two.cram");
    const { output } = await world.stack.preview({ expectFailure: true });
    expect(output).toMatch(/exports\.yaml:12:\d+: .*destination.location: .*already exists/);
    world.sim.removeObject("lab/kept", "hunter2-hunter2/two.cram");
    await world.stack.up();
    expect(world.sim.objects("lab/kept").map(({ location }) => location)).toContain(
      "hunter2-hunter2/two.cram",
    );
    expect(output + JSON.stringify(await world.stack.export())).not.toContain("hunter2");
  });
});
