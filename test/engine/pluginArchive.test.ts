import { stringify } from "yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERSION } from "../../provider/platform/http/version";
import { SUBMISSIONS } from "../support/platformStack";
import { makeArchive } from "../support/pluginArchive";
import { newPluginStack, type PluginStack } from "../support/pluginStack";
import { newFolder, removeProject, writeFiles } from "../support/project";

describe("the plugin installed from its archive", () => {
  let world: PluginStack;
  let archives: string;

  beforeAll(async () => {
    archives = await newFolder({});
    // No `plugins` in Pulumi.yaml: the engine itself finds what is installed.
    world = await newPluginStack({ files: { "Pulumi.yaml": stringify({ name: "test", runtime: "yaml" }) } });
  });
  afterAll(async () => {
    await world.stop();
    await removeProject(archives);
  });

  it("is installed by `pulumi plugin install --file`", async () => {
    const archive = await makeArchive(archives);
    await world.stack.pulumi(["plugin", "install", "resource", "cavatica", VERSION, "--file", archive]);
    const plugins = JSON.parse(await world.stack.pulumi(["plugin", "ls", "--json"])) as object[];
    expect(plugins).toContainEqual(expect.objectContaining({ name: "cavatica", version: VERSION }));
  });

  it("exports, changes nothing afterwards, and is refreshed and destroyed", async () => {
    const properties = {
      source: { file: world.file("one.bam") },
      destination: { volume: "lab/archive", location: "one.bam" },
      copyOnly: true,
    };
    const resources = { one: { type: "cavatica:FileExport", properties } };
    await writeFiles(world.stack.dir, {
      "Pulumi.yaml": stringify({ name: "test", runtime: "yaml", resources }),
    });
    const up = await world.stack.up();
    expect(up.changes).toMatchObject({ create: 1 });
    // The bundled plugin found the engine, too, to which it sends such lines.
    expect(up.output).toContain("COMPLETED in 8s");
    expect(world.sim.count(SUBMISSIONS)).toBe(1);
    const mark = world.sim.mark();
    expect((await world.stack.preview()).changes).toMatchObject({ same: 1, update: 0, replace: 0 });
    expect(world.sim.countSince(mark)).toBe(0);
    await world.stack.refresh();
    expect((await world.stack.preview()).changes).toMatchObject({ same: 1, update: 0, replace: 0 });
    await world.stack.destroy();
    expect(world.sim.count(SUBMISSIONS)).toBe(1);
  });
});
