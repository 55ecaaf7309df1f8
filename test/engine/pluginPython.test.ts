import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SUBMISSIONS } from "../support/platformStack";
import { newPluginStack, plugins, type PluginStack } from "../support/pluginStack";

const KEY = "secret-access-key-of-the-volume";

const program = (one: string, more = "") => `
import pulumi
import pulumi_cavatica as cavatica

volume = cavatica.Volume(
    "fresh",
    name="fresh",
    access_mode="RW",
    service={
        "type": "s3",
        "bucket": "bucket-fresh",
        "credentials": {"access_key_id": "AKIALAB0000000000001", "secret_access_key": "${KEY}"},
    },
)
one = cavatica.FileExport(
    "one",
    source=cavatica.FileExportSourceArgs(file="${one}"),
    destination=cavatica.FileExportDestinationArgs(volume=volume.id, location="one.bam"),
    copy_only=True,
)
found = cavatica.get_files(project="lab/run7", include=["bulk/*"])
many = cavatica.BulkFileExport(
    "many",
    volume="lab/archive",
    prefix="bulk/",
    items=[{"source": {"file": f.id}, "destination": {"location": f.name}} for f in found.files],
)
${more}
pulumi.export("uri", one.uri)
pulumi.export("summary", many.summary)
`;

describe("a stack in Python on the native plugin", () => {
  let world: PluginStack;
  let one: string;

  beforeAll(async () => {
    world = await newPluginStack({
      python: true,
      files: { "Pulumi.yaml": stringify({ name: "test", runtime: "python", plugins }) },
    });
    one = world.file("one.bam");
    for (const name of ["two.bam", "three.bam"]) world.file(`bulk/${name}`);
    await writeFile(join(world.stack.dir, "__main__.py"), program(one));
  });
  afterAll(() => world.stop());

  it("is previewed, and creates all resources", async () => {
    const up = await world.stack.up({ preview: true });
    expect(up.changes).toMatchObject({ create: 3, failed: 0 });
    expect(up.output).toContain("Preflight of 3 exports: ");
    expect(world.sim.exports().map(({ state }) => state)).toEqual(["COMPLETED", "COMPLETED", "COMPLETED"]);
    expect(await world.stack.outputs()).toMatchObject({
      uri: "s3://bucket-fresh/one.bam",
      summary: { COMPLETED: { files: 2, bytes: 2000 } },
    });
  });

  it("keeps credentials and token out of the state", async () => {
    const state = JSON.stringify(await world.stack.export());
    expect(state).not.toContain(KEY);
    expect(state).not.toContain(world.sim.token);
  });

  it("finds nothing to do, and no difference in a refresh", async () => {
    const mark = world.sim.mark();
    const up = await world.stack.up({ preview: true, args: ["--expect-no-changes"] });
    expect(up.changes).toMatchObject({ same: 3 });
    await world.stack.refresh({ args: ["--expect-no-changes"] });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("submits what an edit adds, refuses invalid inputs, and destroys", async () => {
    world.file("bulk/four.bam");
    const mark = world.sim.mark();
    expect((await world.stack.up()).changes).toMatchObject({ update: 1, same: 2 });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
    const wrong = `cavatica.FileExport("wrong", source={"file": "x"}, destination={"volume": "lab/archive", "location": "x"})`;
    await writeFile(join(world.stack.dir, "__main__.py"), program(one, wrong));
    const preview = await world.stack.preview({ expectFailure: true });
    expect(preview.output).toContain('source.file: "x" must be a file\'s id');
    expect((await world.stack.destroy()).changes).toMatchObject({ delete: 3, failed: 0 });
  });
});
