import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jobsOf, newPlatformStack, type PlatformStack, program, SUBMISSIONS } from "../support/platformStack";

const mounted = `const out = new Volume("out", { name: "out", accessMode: "RW", service: { type: "s3", bucket: "lab-out", prefix: "runs/",
  credentials: { accessKeyId: "AKIALAB0000000000001", secretAccessKey: "secret-access-key" } } });`;
const exported = (name: string, file: string, more = "") =>
  `exports.${name} = new FileExport("${name}", { source: { file: "${file}" }, destination: { volume: out.id, location: "${name}.bam" }${more} }).uri;`;

describe("files exported to a volume in the same program", () => {
  let world: PlatformStack;
  let moved: string;
  let copied: string;
  const stack = () => world.stack;
  beforeAll(async () => {
    world = await newPlatformStack();
    [moved, copied] = [world.file(), world.file()];
    await stack().setProgram(
      program(mounted, exported("moved", moved), exported("copied", copied, ", copyOnly: true")),
    );
  });
  afterAll(() => world.stop());

  it("are previewed while the volume's ID is unknown, and nothing is written", async () => {
    const { changes } = await stack().preview();
    expect(changes).toMatchObject({ create: 3, failed: 0 });
    expect(world.sim.count(/^(POST|PATCH|DELETE) \/storage/)).toBe(0);
  });

  it("are exported by the up that creates the volume first", async () => {
    const { changes, begun } = await stack().up();
    expect(changes).toMatchObject({ create: 3 });
    expect(begun.indexOf("out")).toBeLessThan(Math.min(begun.indexOf("moved"), begun.indexOf("copied")));
    expect(await stack().outputs()).toEqual({
      moved: "s3://lab-out/runs/moved.bam",
      copied: "s3://lab-out/runs/copied.bam",
    });
    expect(world.sim.count(SUBMISSIONS)).toBe(2);
    expect(world.sim.file(moved).storage).toMatchObject({ type: "VOLUME", volume: "lab/out" });
  });

  it("need nothing more, after a refresh either", async () => {
    expect((await stack().preview()).changes).toMatchObject({ same: 3 });
    await stack().refresh({ args: ["--expect-no-changes"] });
    expect((await stack().preview()).changes).toMatchObject({ same: 3 });
  });

  it("are unaffected when the volume changes in place", async () => {
    await stack().setProgram(
      program(
        mounted.replace('"secret-access-key"', '"rotated-access-key"'),
        exported("moved", moved),
        exported("copied", copied, ", copyOnly: true"),
      ),
    );
    const expected = { out: "update", moved: "same", copied: "same" };
    expect((await stack().preview()).steps).toMatchObject(expected);
    expect((await stack().up()).steps).toMatchObject(expected);
    expect(jobsOf(world.sim, moved)).toHaveLength(1);
  });

  it("block another name for the volume in the preview, while a moved file depends on it", async () => {
    await stack().setProgram(
      program(mounted.replace('name: "out"', 'name: "out_2"'), exported("moved", moved)),
    );
    const { output } = await stack().preview({ expectFailure: true });
    expect(output).toMatch(
      new RegExp(`destination: file ${moved} was moved to lab/out/moved\\.bam by this export`),
    );
  });

  it("are dropped by a destroy, which stops at the volume while a moved file is an alias on it", async () => {
    const before = (await stack().resources({ showSecrets: true }))["out"];
    const mark = world.sim.mark();
    const result = await stack().destroy({ expectFailure: true });
    expect(result.steps).toMatchObject({ moved: "delete", copied: "delete", out: "failed" });
    expect(result.output).toMatch(
      new RegExp(
        `volume lab/out isn't deleted\\. These files are aliases of objects on it: ${moved} .*The volume stays as it is`,
      ),
    );
    expect(world.sim.countSince(mark, /^PATCH/)).toBe(0);
    expect(world.sim.volume("lab/out")?.active).toBe(true);
    const after = await stack().resources({ showSecrets: true });
    expect(Object.keys(after)).toEqual(["out"]);
    expect(after["out"]?.outputs).toEqual(before?.outputs);
  });

  it("allow the volume to be destroyed once the alias is gone, and their objects remain", async () => {
    world.sim.removeFile(moved);
    expect((await stack().destroy()).changes).toMatchObject({ delete: 1, failed: 0 });
    expect(world.sim.volume("lab/out")).toBeUndefined();
    world.sim.addVolume({ name: "witness", bucket: "lab-out" });
    expect(world.sim.objects("lab/witness").map(({ key }) => key)).toEqual([
      "runs/copied.bam",
      "runs/moved.bam",
    ]);
    expect(await stack().resources()).toEqual({});
  });
});

describe("an existing volume", () => {
  it("is adopted by an up, and left on the platform with retainOnDelete", async () => {
    const world = await newPlatformStack();
    world.sim.addVolume({ name: "out", bucket: "lab-out", prefix: "runs/", accessMode: "RO" });
    await world.stack.setProgram(program(mounted.replace("} } });", "} } }, { retainOnDelete: true });")));
    const { output, steps } = await world.stack.up();
    expect(steps).toMatchObject({ out: "create" });
    expect(output).toContain(
      "volume lab/out already exists, with the same bucket and prefix; it is taken over",
    );
    expect(world.sim.volume("lab/out")?.accessMode).toBe("RW");
    await world.stack.destroy();
    expect(world.sim.volume("lab/out")?.active).toBe(true);
    await world.stop();
  });
});
