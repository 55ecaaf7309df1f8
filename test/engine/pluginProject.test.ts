import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SUBMISSIONS } from "../support/platformStack";
import { newPluginStack, type PluginStack, yamlProject } from "../support/pluginStack";

describe("a ProjectExport in YAML", () => {
  let world: PluginStack;
  const declare = (include: string) =>
    world.setYaml({
      resources: {
        run: {
          type: "cavatica:ProjectExport",
          properties: { project: "lab/run7", include: [include], volume: "lab/archive", prefix: "run7/" },
        },
      },
      outputs: { summary: "${run.summary}", leftOut: "${run.leftOut}" },
    });

  beforeAll(async () => {
    world = await newPluginStack({ files: yamlProject({}) });
    for (const path of ["aligned/a.cram", "aligned/b.cram", "notes.txt"]) world.file(path);
    await declare("**/*.cram");
  });
  afterAll(() => world.stop());

  it("looks up the files and moves them as one bulk export below it", async () => {
    const mark = world.sim.mark();
    const up = await world.stack.up({ preview: true });
    expect(up.changes).toMatchObject({ create: 2, failed: 0 });
    expect(up.output).toContain("Preflight of 2 exports: 2 to move (one way), 2 kB.");
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
    expect(await world.stack.outputs()).toEqual({
      summary: { COMPLETED: { files: 2, bytes: 2000 } },
      leftOut: [],
    });
    const types = Object.values((await world.stack.export()).deployment.resources ?? []).map(
      ({ urn }) => urn,
    );
    expect(types).toContainEqual(
      expect.stringContaining("cavatica:index:ProjectExport$cavatica:index:BulkFileExport::run"),
    );
    expect(
      world.sim
        .objects("lab/archive")
        .map(({ key }) => key)
        .sort(),
    ).toEqual(["exports/run7/aligned/a.cram", "exports/run7/aligned/b.cram"]);
  });

  it("has nothing to do afterwards, and submits only the files that were added", async () => {
    await world.stack.up({ preview: true, args: ["--expect-no-changes"] });
    world.file("aligned/c.cram");
    const mark = world.sim.mark();
    expect((await world.stack.up()).changes).toMatchObject({ update: 1 });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
  });

  it("refuses an empty selection with the dynamic component's message", async () => {
    await declare("nothing/*");
    const preview = await world.stack.preview({ expectFailure: true });
    expect(preview.output).toContain("no file meets the criteria; check project, include and exclude");
  });
});
