// The examples in other languages, as they are, on the demonstration platform that their READMEs name.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goEnvironment, goSdk } from "../support/goProject";
import { SUBMISSIONS } from "../support/platformStack";
import { newPluginStack, type PluginStack } from "../support/pluginStack";
import { checkout } from "../support/project";

/** The first run on a machine compiles Pulumi's Go SDK. */
const MINUTES = 60_000;
const KEY = "secret-access-key-of-the-lab";
const ALIGNED = 24;
const VARIANTS = 12;

/** What an example's folder holds, but for what was installed or built there. */
async function filesOf(language: string): Promise<Record<string, string>> {
  const folder = join(checkout, "examples", language);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const read = async (name: string) => [name, await readFile(join(folder, name), "utf8")] as const;
  return Object.fromEntries(
    await Promise.all(names.filter((name) => !/^Pulumi\..+\.yaml$/.test(name)).map(read)),
  );
}

/** The SDK for Go isn't in the checkout, so it is taken from where a script made it. */
async function goFiles(): Promise<Record<string, string>> {
  const files = await filesOf("go");
  const replaced = files["go.mod"]!.replace("../../sdk/go/cavatica", await goSdk());
  expect(replaced).not.toBe(files["go.mod"]);
  return { ...files, "go.mod": replaced };
}

const config = {
  project: "lab/run7",
  report: "run7.report.html",
  bucket: "lab-runs",
  accessKeyId: "AKIALAB0000000000001",
  secretAccessKey: { secret: KEY },
};

const LANGUAGES = [
  { language: "yaml", files: () => filesOf("yaml"), variants: 1 },
  { language: "python", files: () => filesOf("python"), variants: VARIANTS },
  { language: "go", files: goFiles, variants: VARIANTS },
];

describe.each(LANGUAGES)("examples/$language", ({ language, files, variants }) => {
  let world: PluginStack;
  const volume = `lab/${language}_exports`;
  const exported = 1 + variants + ALIGNED;

  beforeAll(async () => {
    world = await newPluginStack({
      files: await files(),
      config,
      sim: { seed: "demo", jobSeconds: 8 },
      python: language === "python",
      env: language === "go" ? await goEnvironment() : {},
    });
  }, 15 * MINUTES);
  afterAll(() => world?.stop());

  it("previews with the volume's id unknown, and submits nothing", async () => {
    const mark = world.sim.mark();
    expect((await world.stack.preview()).changes).toMatchObject({ failed: 0 });
    expect(world.sim.countSince(mark, /^(POST|PATCH|DELETE) \/storage/)).toBe(0);
  });

  it("makes the volume and exports what it names, what it finds, and the project's alignments", async () => {
    await world.stack.up();
    const jobs = world.sim.exports();
    expect(jobs.map(({ state }) => state)).toEqual(Array<string>(exported).fill("COMPLETED"));
    expect(await world.stack.outputs()).toMatchObject({
      volume,
      report: "s3://lab-runs/reports/run7.report.html",
      alignments: { COMPLETED: { files: ALIGNED }, VERIFIED: { files: ALIGNED } },
      leftOut: [],
    });
    expect(world.sim.objects(volume).map(({ location }) => location)).toEqual(
      expect.arrayContaining(["variants/sample-01.vcf.gz", "aligned/sample-12.cram.crai"]),
    );
    expect(JSON.stringify(await world.stack.export())).not.toContain(KEY);
  });

  it("has nothing left to do", async () => {
    const mark = world.sim.mark();
    await world.stack.up({ preview: true, args: ["--expect-no-changes"] });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("is destroyed, and the objects stay", async () => {
    expect((await world.stack.destroy()).changes).toMatchObject({ failed: 0 });
    expect(world.sim.volume(volume)).toBeUndefined();
    expect(await world.stack.resources()).toEqual({});
    world.sim.addVolume({ name: "witness", bucket: "lab-runs" });
    expect(world.sim.objects("lab/witness")).toHaveLength(exported);
  });
});
