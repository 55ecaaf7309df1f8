import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPlatformStack, type PlatformStack, program } from "../support/platformStack";

const NOTHING = { create: 0, update: 0, replace: 0, delete: 0, failed: 0 };

/** On Azure, since the platform's pages don't mention changing a container. */
const volume = (name: string, container: string) =>
  `const ${name} = new Volume("${name}", { name: "${name}", accessMode: "RW", service: { type: "azure", storageAccount: "lab",
    container: "${name}-${container}", credentials: { tenantId: "t", clientId: "c", clientSecret: "secret" },
    properties: { resourceId: "/subscriptions/s" } } });`;

/**
 * A replacement deletes the volume first and gives the new one the same ID, so its dependents don't appear to change.
 * Their aliases have to be deleted before the volume, and copies have to be repeated on the new one.
 */
describe("a volume that is replaced under the same ID", () => {
  let world: PlatformStack;
  let files: string[];
  const stack = () => world.stack;

  /** One resource of each kind that depends on it; the second bulk resources name it in their items. */
  const declared = (container: string) => {
    const [one, two, three] = files;
    const to = (file: string | undefined, location: string) =>
      `{ source: { file: "${file}" }, destination: { volume: into.id, location: "${location}" } }`;
    return program(
      volume("from", container),
      volume("into", container),
      `new FileImport("single", { source: { volume: from.id, location: "a.bam" }, destination: { project: "lab/run8" } });`,
      `new BulkFileImport("many", { items: [{ source: { location: "b.bam" } }], volume: from.id, project: "lab/run8" });`,
      `new BulkFileImport("named", { items: [{ source: { volume: from.id, location: "c.bam" } }], project: "lab/run8" });`,
      `new FileExport("copied", { source: { file: "${one}" }, destination: { volume: into.id, location: "x.bam" }, copyOnly: true });`,
      `new BulkFileExport("copies", { items: [{ source: { file: "${two}" }, destination: { location: "y.bam" } }], volume: into.id, copyOnly: true });`,
      `new BulkFileExport("each", { items: [${to(three, "z.bam")}], copyOnly: true });`,
    );
  };
  const aliases = () =>
    world.sim
      .imports()
      .flatMap(({ result }) =>
        result && world.sim.hasFile(result.id) ? [world.sim.file(result.id).storage] : [],
      );
  const keys = (container: string) => world.sim.objects(`lab/into_${container}`).map(({ key }) => key);

  beforeAll(async () => {
    world = await newPlatformStack({ sim: { switches: { readOnlyStores: [] } } });
    world.sim.addProject("lab/run8");
    for (const container of ["p", "q"])
      for (const name of ["from", "into"])
        world.sim.addVolume({ name: `${name}_${container}`, type: "azure", bucket: `${name}-${container}` });
    for (const key of ["a.bam", "b.bam", "c.bam"])
      for (const container of ["p", "q"]) world.sim.addObject(`lab/from_${container}`, key);
    const file = (path: string) =>
      world.sim.addFile({ project: "lab/run7", path, region: "azure:eastus" }).id;
    files = [file("1.bam"), file("2.bam"), file("3.bam")];
    await stack().setProgram(declared("p"));
    await stack().up();
    expect(keys("p")).toEqual(["x.bam", "y.bam", "z.bam"]);
  });
  afterAll(() => world.stop());

  it("is shown as a replacement in a preview, with everything that depends on it", async () => {
    await stack().setProgram(declared("q"));
    const mark = world.sim.mark();
    expect((await stack().preview()).changes).toMatchObject({ ...NOTHING, replace: 8 });
    expect(world.sim.countSince(mark, /^(PATCH|DELETE|POST \/storage)/)).toBe(0);
  });

  it("is deleted after the aliases of its objects, and its copies are repeated on the new one", async () => {
    expect((await stack().up()).changes).toMatchObject({ replace: 8, failed: 0 });
    expect(aliases()).toHaveLength(3);
    for (const container of ["p", "q"]) expect(keys(container)).toEqual(["x.bam", "y.bam", "z.bam"]);
    expect(world.sim.volume("lab/into")?.service.bucket).toBe("into-q");
  });

  it("leaves nothing to do afterwards", async () => {
    expect((await stack().preview({ args: ["--expect-no-changes"] })).changes).toMatchObject(NOTHING);
    await stack().refresh({ args: ["--expect-no-changes"] });
    expect((await stack().preview({ args: ["--expect-no-changes"] })).changes).toMatchObject(NOTHING);
  });

  it("is refused in a preview if a bulk export has moved files to it", async () => {
    const moving = (container: string) =>
      program(
        volume("into", container),
        `new BulkFileExport("moves", { items: [{ source: { file: "${files[0]}" }, destination: { location: "m.bam" } }], volume: into.id });`,
      );
    await stack().setProgram(moving("q"));
    await stack().up();
    await stack().setProgram(moving("r"));
    const mark = world.sim.mark();
    const { output } = await stack().preview({ expectFailure: true });
    expect(output).toMatch(
      new RegExp(
        `1 file that this resource has moved can't be exported again.*\\n.*file ${files[0]} was moved ` +
          `\\(${files[0]} -> lab/into/m\\.bam\\), now declared on a volume that doesn't exist yet`,
      ),
    );
    expect(world.sim.countSince(mark)).toBe(0);
  });
});
