// What repeats a secret input under another name, or in another form.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPlatformStack, type PlatformStack, program } from "../support/platformStack";

const SECRET = "hush-hush";

describe("outputs that repeat secret inputs", () => {
  let world: PlatformStack;
  let files: string[];
  const prefix = (folder: string) => `pulumi.secret("${SECRET}/${folder}/")`;
  const items = (...names: string[]) =>
    `[${names.map((name, i) => `{ source: { file: "${files[i]}" }, destination: { location: "${name}" } }`).join(", ")}]`;
  const declared = (more = "") =>
    program(
      `const volume = "lab/archive";`,
      `new BulkFileExport("many", { items: ${items("a.bam")}, volume, prefix: ${prefix("many")}, copyOnly: true });`,
      `new FileExport("one", { source: { file: "${files[1]}" }, destination: { volume, location: pulumi.secret("${SECRET}/one.bam") } });`,
      `new BulkFileImport("back", { items: [{ source: { location: "old.bed" } }], volume, prefix: ${prefix("back")}, project: "lab/back" });`,
      `new BulkFileExport("open", { items: ${items("open.bam")}, volume: pulumi.output(volume), copyOnly: true });`,
      more,
    );

  beforeAll(async () => {
    world = await newPlatformStack();
    files = [world.file(), world.file()];
    world.sim.addProject("lab/back");
    world.sim.addObject("lab/archive", `${SECRET}/back/old.bed`);
    await world.stack.setProgram(declared());
  });
  afterAll(() => world.stop());

  const expectHidden = async (output: string) => {
    expect(output).not.toContain(SECRET);
    expect(JSON.stringify(await world.stack.export())).not.toContain(SECRET);
    const clear = JSON.stringify(await world.stack.resources({ showSecrets: true }));
    for (const part of ["many/a.bam", "one.bam", "back/old.bed"])
      expect(clear).toContain(`${SECRET}/${part}`);
  };

  it("are secret in the preview and in state, and others aren't", async () => {
    expect((await world.stack.preview()).output).not.toContain(SECRET);
    await expectHidden((await world.stack.up({ preview: true })).output);
    expect(world.sim.objects("lab/archive").map(({ location }) => location)).toContain(
      `${SECRET}/many/a.bam`,
    );
    const { open, many, one } = await world.stack.resources();
    expect(open?.outputs).toMatchObject({ failed: [], jobs: [expect.stringContaining("open.bam")] });
    expect(many?.outputs).toMatchObject({ summary: { COMPLETED: { files: 1 } } });
    expect(one?.outputs).toMatchObject({ state: "COMPLETED" });
  });

  it("stay secret after a refresh and an update, and cause no change by themselves", async () => {
    await expectHidden((await world.stack.refresh()).output);
    expect((await world.stack.up()).changes).toMatchObject({ create: 0, update: 0, replace: 0 });
    await world.stack.setProgram(declared().replace(`"a.bam" } }`, `"a.bam" }, overwrite: true }`));
    await expectHidden((await world.stack.up()).output);
  });
});
