import { afterAll, beforeAll, expect, describe, it } from "vitest";
import { type Simulator, startSimulator } from "../../simulator";
import { newPluginStack, type PluginStack, yamlProject } from "../support/pluginStack";
import { strict } from "../support/world";

const FILE = "65a1f0c2e4b0a1b2c3d4e5f6";

describe("a YAML stack with the accounts of two platforms, on the native plugin", () => {
  let world: PluginStack;
  let other: Simulator;

  const fileExport = (location: string, options = {}) => ({
    type: "cavatica:FileExport",
    properties: { source: { file: FILE }, destination: { volume: "lab/archive", location }, copyOnly: true },
    options,
  });

  beforeAll(async () => {
    world = await newPluginStack({ files: yamlProject({}) });
    other = await startSimulator(strict({ jobSeconds: 1, token: "token-of-the-other" }));
    other.addVolume({ name: "archive", bucket: "other-archive" });
    // IDs belong to a platform: the same ID may identify another file elsewhere.
    world.sim.addFile({ project: "lab/run7", path: "here.bam", id: FILE, size: 1 });
    other.addFile({ project: "lab/elsewhere", path: "there.bam", id: FILE, size: 2 });
    const elsewhere = { endpoint: other.url, authToken: "${token}" };
    await world.setYaml({
      config: { token: { type: "string", secret: true } },
      variables: {
        found: {
          "fn::invoke": {
            function: "cavatica:getFile",
            arguments: { id: FILE },
            options: { provider: "${elsewhere}" },
          },
        },
      },
      resources: {
        elsewhere: { type: "pulumi:providers:cavatica", properties: elsewhere },
        here: fileExport("same.bam"),
        there: fileExport("same.bam", { provider: "${elsewhere}" }),
      },
      outputs: {
        here: "${here.result}",
        there: "${there.result}",
        uri: "${there.uri}",
        found: "${found.path}",
      },
    });
    await world.stack.setConfig({ token: { secret: other.token } });
  });
  afterAll(async () => {
    await world.stop();
    await other.close();
  });

  it("keeps identical file IDs, locations and volume IDs apart", async () => {
    const up = await world.stack.up({ preview: true });
    expect(up.output).not.toContain(other.token);
    expect(await world.stack.outputs()).toEqual({
      here: { id: FILE, name: "here.bam", project: "lab/run7" },
      there: { id: FILE, name: "there.bam", project: "lab/elsewhere" },
      uri: "s3://other-archive/same.bam",
      found: "there.bam",
    });
    expect(world.sim.objects("lab/archive").map(({ size }) => size)).toEqual([1]);
    expect(other.objects("lab/archive").map(({ size }) => size)).toEqual([2]);
    expect(JSON.stringify(await world.stack.export())).not.toContain(other.token);
  });

  it("sends each platform only its own token, and refreshes without a difference", async () => {
    await world.stack.refresh({ args: ["--expect-no-changes"] });
    expect(world.sim.requests.concat(other.requests).filter(({ status }) => status === 401)).toEqual([]);
    await world.stack.up({ args: ["--expect-no-changes"] });
  });
});
