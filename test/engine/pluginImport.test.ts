import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SUBMISSIONS } from "../support/platformStack";
import { newPluginStack, type PluginStack, yamlProject } from "../support/pluginStack";

describe("what exists on the platform, taken into a stack by `pulumi import`", () => {
  let world: PluginStack;
  let job: string;
  const destination = { volume: "lab/archive", location: "one.bam" };

  beforeAll(async () => {
    const empty = { resources: {} };
    world = await newPluginStack({ files: yamlProject(empty) });
    const program = (name: string) => ({
      resources: {
        [name]: {
          type: "cavatica:FileExport",
          properties: { source: { file }, destination, copyOnly: true },
        },
      },
    });
    const file = world.file("one.bam");
    await world.setYaml(program("one"));
    await world.stack.up();
    job = world.sim.exports()[0]!.id;
    await world.stack.pulumi([
      "state",
      "delete",
      "urn:pulumi:test::test::cavatica:index:FileExport::one",
      "--yes",
    ]);
  });
  afterAll(() => world.stop());

  const take = (type: string, name: string, id: string) =>
    world.stack.pulumi([
      "import",
      `cavatica:index:${type}`,
      name,
      id,
      "--yes",
      "--protect=false",
      "--generate-code=false",
    ]);

  it("takes an export by its job, and finds nothing to change", async () => {
    await take("FileExport", "one", job);
    const { one } = await world.stack.resources();
    expect(one).toMatchObject({
      id: job,
      outputs: { state: "COMPLETED", uri: "s3://lab-archive/exports/one.bam" },
    });
    await world.stack.up({ args: ["--expect-no-changes"] });
    expect(world.sim.count(SUBMISSIONS)).toBe(1);
  });

  it("takes a volume by its ID", async () => {
    await take("Volume", "archive", "lab/archive");
    expect((await world.stack.resources())["archive"]).toMatchObject({
      id: "lab/archive",
      outputs: { name: "archive", service: { type: "s3", bucket: "lab-archive" } },
    });
  });

  it("says what doesn't exist", async () => {
    await expect(take("FileExport", "none", "0123456789abcdef0123456789abcdef")).rejects.toMatchObject({
      stdout: expect.stringContaining(
        "nothing with id 0123456789abcdef0123456789abcdef is visible to this token",
      ),
    });
  });
});
