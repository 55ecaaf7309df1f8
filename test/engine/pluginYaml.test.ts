import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsOf, SUBMISSIONS } from "../support/platformStack";
import { newPluginStack, plugins, type PluginStack, yamlProject } from "../support/pluginStack";

const KEY = "secret-access-key-of-the-volume";

describe("a stack in YAML on the native plugin", () => {
  let world: PluginStack;
  let resources: Record<string, object>;

  const volume = {
    type: "cavatica:Volume",
    properties: {
      name: "fresh",
      accessMode: "RW",
      service: {
        type: "s3",
        bucket: "bucket-fresh",
        credentials: { accessKeyId: "AKIALAB0000000000001", secretAccessKey: KEY },
      },
    },
  };
  const toFresh = (file: string, location: string) => ({
    type: "cavatica:FileExport",
    properties: { source: { file }, destination: { volume: "${fresh.id}", location }, copyOnly: true },
  });
  const program = () => ({
    variables: {
      found: {
        "fn::invoke": {
          function: "cavatica:getFiles",
          arguments: { project: "lab/run7", include: ["bulk/*"] },
        },
      },
    },
    resources,
    outputs: { uri: "${one.uri}", summary: "${many.summary}", paths: "${found.files[0].path}" },
  });
  const rewrite = () => world.setYaml(program());

  beforeAll(async () => {
    world = await newPluginStack({ files: yamlProject({}) });
    const [one, two, three] = [
      world.file("one.bam"),
      world.file("bulk/two.bam"),
      world.file("bulk/three.bam"),
    ];
    resources = {
      fresh: volume,
      one: toFresh(one, "one.bam"),
      many: {
        type: "cavatica:BulkFileExport",
        properties: {
          volume: "lab/archive",
          prefix: "bulk/",
          items: [two, three].map((file, i) => ({ source: { file }, destination: { location: `${i}.bam` } })),
        },
      },
    };
    await rewrite();
  });
  afterAll(() => world.stop());

  it("has a schema that the CLI accepts", async () => {
    const schema = await world.stack.pulumi([
      "package",
      "get-schema",
      join(plugins.providers[0]!.path, "pulumi-resource-cavatica"),
    ]);
    expect(JSON.parse(schema)).toMatchObject({
      name: "cavatica",
      resources: { "cavatica:index:ProjectExport": {} },
    });
  });

  it("is previewed with an unknown volume, reports the totals, and writes nothing", async () => {
    const mark = world.sim.mark();
    const preview = await world.stack.preview();
    expect(preview.changes).toMatchObject({ create: 3 });
    expect(preview.output).toContain(
      "Preflight of 3 exports: 2 to move (one way), 2 kB; 1 to copy, 1 kB. Submitting",
    );
    expect(world.sim.countSince(mark, /^(POST|PATCH|DELETE) \/storage/)).toBe(0);
  });

  it("creates all resources, each file with one job", async () => {
    const mark = world.sim.mark();
    const up = await world.stack.up({ preview: true });
    expect(up.changes).toMatchObject({ create: 3, failed: 0 });
    expect(world.sim.exports().map(({ state }) => state)).toEqual(["COMPLETED", "COMPLETED", "COMPLETED"]);
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(2);
    expect(await world.stack.outputs()).toEqual({
      uri: "s3://bucket-fresh/one.bam",
      summary: { COMPLETED: { files: 2, bytes: 2000 } },
      paths: "bulk/three.bam",
    });
  });

  it("keeps credentials and token out of the state", async () => {
    const state = JSON.stringify(await world.stack.export());
    expect(state).not.toContain(KEY);
    expect(state).not.toContain(world.sim.token);
    const { fresh } = await world.stack.resources({ showSecrets: true });
    expect(JSON.stringify(fresh?.outputs)).toContain(KEY);
  });

  it("finds nothing to do, and no difference in a refresh", async () => {
    const mark = world.sim.mark();
    const up = await world.stack.up({ preview: true, args: ["--expect-no-changes"] });
    expect(up.changes).toMatchObject({ same: 3 });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    await world.stack.refresh({ args: ["--expect-no-changes"] });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("fails a preview with the dynamic resources' message", async () => {
    const before = resources;
    resources = { ...resources, wrong: toFresh("65a1f0c2e4b0a1b2c3d4e5f6", "wrong.bam") };
    await rewrite();
    const mark = world.sim.mark();
    const preview = await world.stack.preview({ expectFailure: true });
    expect(errorsOf(preview).join("\n")).toContain("source.file: ");
    // Only those that the engine has requested before the failure stops it.
    expect(preview.output).toMatch(/1 of [1-4] exports? will fail as declared/);
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    resources = before;
  });

  it("submits what an edit adds, and nothing else", async () => {
    const file = world.file("added.bam");
    resources = { ...resources, added: toFresh(file, "added.bam") };
    await rewrite();
    const mark = world.sim.mark();
    const up = await world.stack.up();
    expect(up.changes).toMatchObject({ create: 1, same: 3 });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
  });

  it("is destroyed without losing an object", async () => {
    expect((await world.stack.destroy()).changes).toMatchObject({ delete: 4, failed: 0 });
    expect(world.sim.objects("lab/archive").length).toBe(2);
  });
});
