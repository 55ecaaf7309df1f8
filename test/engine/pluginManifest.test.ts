import { stringify } from "yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsOf, SUBMISSIONS } from "../support/platformStack";
import { newPluginStack, plugins, type PluginStack, yamlProject } from "../support/pluginStack";
import { writeFiles } from "../support/project";

const KEY = "secret-access-key-of-the-volume";

const manifest = (one: string) => `
defaults: { volume: archive, copyOnly: true }
volumes:
  archive:
    name: fresh
    accessMode: RW
    service:
      type: s3
      bucket: bucket-fresh
      credentials: { accessKeyId: AKIALAB0000000000001, secretAccessKey: "\${config.secretAccessKey}" }
exports:
  one: { source: { file: ${one} }, destination: { location: "\${config.folder}/one.bam" } }
bulkExports:
  cohort: { itemsFrom: cohort.tsv, volume: lab/archive, prefix: cohort/ }
projectExports:
  whole: { project: lab/run7, include: ["aligned/*.cram"], prefix: whole/ }
imports:
  back: { source: { volume: lab/archive, location: there.bam }, destination: { project: lab/run8 } }
`;

const table = (...rows: string[]) => ["project\tpath\tlocation", ...rows, ""].join("\n");

const languages: Record<string, (path: string) => Record<string, string>> = {
  yaml: (path) =>
    yamlProject({
      resources: { listed: { type: "cavatica:Manifest", properties: { path } } },
      outputs: { exports: "${listed.exports}", failed: "${listed.bulkExports.cohort.failed}" },
    }),
  python: (path) => ({
    "Pulumi.yaml": stringify({ name: "test", runtime: "python", plugins, main: "program" }),
    "program/__main__.py": `
import pulumi
import pulumi_cavatica as cavatica

listed = cavatica.Manifest("listed", path="${path}")
pulumi.export("exports", listed.exports)
pulumi.export("failed", listed.bulk_exports["cohort"].failed)
`,
  }),
};

describe.each(["yaml", "python"])("a manifest in a %s program", (language) => {
  let world: PluginStack;
  let one: string;
  const folder = language === "python" ? "program/lists" : "lists";

  beforeAll(async () => {
    world = await newPluginStack({
      python: language === "python",
      files: languages[language]!("lists/exports.yaml"),
      config: { folder: "run7", secretAccessKey: { secret: KEY } },
    });
    one = world.file("one.bam");
    world.sim.addFile({ project: "lab/run8", path: "other.txt", size: 1 });
    for (const path of ["bulk/two.bam", "aligned/a.cram", "aligned/b.cram"]) world.file(path);
    world.sim.addObject("lab/archive", "there.bam");
    await write();
  });
  afterAll(() => world.stop());

  const write = (text = manifest(one), rows = ["lab/run7\tbulk/two.bam\ttwo.bam"]) =>
    writeFiles(world.stack.dir, {
      [`${folder}/exports.yaml`]: text,
      [`${folder}/cohort.tsv`]: table(...rows),
    });

  it("is previewed, then creates all its resources below the component", async () => {
    const mark = world.sim.mark();
    const up = await world.stack.up({ preview: true });
    expect(up.output).toContain("Preflight of 4 exports and 1 import: 4 to copy, 4 kB; 1 to import.");
    expect(up.changes).toMatchObject({ create: 7, failed: 0 });
    expect(world.sim.exports().map(({ state }) => state)).toEqual(Array(4).fill("COMPLETED"));
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBeLessThanOrEqual(3);
    expect(await world.stack.outputs()).toEqual({
      exports: { one: "s3://bucket-fresh/run7/one.bam" },
      failed: [],
    });
  });

  it("makes each resource wait only for the volume that it names", async () => {
    const { resources } = (await world.stack.export()).deployment;
    const below = "urn:pulumi:test::test::cavatica:index:Manifest$cavatica:index:";
    const one = resources?.find(({ urn }) => urn === `${below}FileExport::one`);
    expect(one).toMatchObject({
      parent: "urn:pulumi:test::test::cavatica:index:Manifest::listed",
      propertyDependencies: { source: [], destination: [`${below}Volume::archive`] },
    });
    const whole = `${below}ProjectExport$cavatica:index:BulkFileExport::whole`;
    expect(resources?.find(({ urn }) => urn === whole)?.dependencies).toEqual([`${below}Volume::archive`]);
    const cohort = resources?.find(({ urn }) => urn === `${below}BulkFileExport::cohort`);
    expect(cohort?.dependencies ?? []).toEqual([]);
  });

  it("keeps configuration secrets out of the state", async () => {
    const state = JSON.stringify(await world.stack.export());
    expect(state).not.toContain(KEY);
    expect(state).not.toContain(world.sim.token);
  });

  it("has nothing to do afterwards, and submits only what a new line adds", async () => {
    await world.stack.up({ preview: true, args: ["--expect-no-changes"] });
    world.file("bulk/three.bam");
    await write(undefined, ["lab/run7\tbulk/two.bam\ttwo.bam", "lab/run7\tbulk/three.bam\tthree.bam"]);
    const mark = world.sim.mark();
    expect((await world.stack.up()).changes).toMatchObject({ update: 1 });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
  });

  it("reports problems with file, line and column, and then declares nothing", async () => {
    await write(manifest(one).replace("copyOnly: true", "copyOnyl: true"));
    const preview = await world.stack.preview({ expectFailure: true });
    expect(errorsOf(preview).join("\n")).toContain("lists/exports.yaml:2:30: defaults.copyOnyl: ");
  });

  it("reports a preflight finding with its line, and nothing else", async () => {
    await write(manifest("65a1f0c2e4b0a1b2c3d4e5f6"));
    const preview = await world.stack.preview({ expectFailure: true });
    expect(errorsOf(preview)).toEqual([
      expect.stringContaining("Preview failed: lists/exports.yaml:12:26: source.file: "),
      expect.stringContaining("preview failed"),
    ]);
  });

  it("reports the line of a table path that doesn't exist", async () => {
    await write(manifest(one), ["lab/run7\tbulk/none.bam\tnone.bam"]);
    const preview = await world.stack.preview({ expectFailure: true });
    expect(preview.output).toContain('cohort.tsv:2:10: project lab/run7 has no file "bulk/none.bam"');
  });

  it("destroys what it created, and keeps the objects", async () => {
    await write();
    expect((await world.stack.destroy()).changes).toMatchObject({ failed: 0 });
    expect(world.sim.objects("lab/archive").length).toBe(3);
  });
});
