import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failing } from "../support/failing";
import { newWorld, type World } from "../support/world";

/** Object locations on volumes whose prefix doesn't end with a slash, and archived files. */
let world: World;
beforeAll(async () => {
  world = await newWorld();
  world.sim.addVolume({ name: "outfiles", owner: "lab", bucket: "lab-out", prefix: "outfiles" });
});
afterAll(() => world.stop());

const on = (location: string) => ({ destination: { volume: "lab/outfiles", location } });
const fileExport = () => world.type("FileExport");

describe("a prefix without a slash", () => {
  it("is a folder to the platform and in the URI", async () => {
    const { outs } = await fileExport().create(world.to(world.file(), "", on("a.bam")));
    expect(outs).toMatchObject({ uri: "s3://lab-out/outfiles/a.bam" });
    expect(world.sim.objects("lab/outfiles").map(({ key }) => key)).toEqual(["outfiles/a.bam"]);
  });

  it("lets a refresh correct a URI from an earlier version, and find the object", async () => {
    const { id, outs } = await fileExport().create(
      world.to(world.file(), "", { ...on("b.bam"), copyOnly: true }),
    );
    await world.restart();
    const mark = world.sim.mark();
    const read = await fileExport().read(id, { ...outs, uri: "s3://lab-out/outfilesb.bam" });
    expect(read.props).toMatchObject({ uri: "s3://lab-out/outfiles/b.bam", state: "COMPLETED" });
    // The job, the volume, and the folder that contains the object.
    expect(world.sim.countSince(mark)).toBeGreaterThanOrEqual(2);
    expect(world.sim.countSince(mark)).toBeLessThanOrEqual(4);
  });

  it("lets an export be adopted that ended in a killed run", async () => {
    const inputs = world.to(world.file(), "", on("c.bam"));
    await fileExport().create(inputs);
    await world.restart();
    const mark = world.sim.mark();
    expect((await fileExport().create(inputs)).outs).toMatchObject({ uri: "s3://lab-out/outfiles/c.bam" });
    expect(world.sim.exports().filter(({ destination }) => destination.location === "c.bam")).toHaveLength(1);
    expect(world.sim.countSince(mark, /^POST \/storage\/exports$/)).toBe(1);
  });
});

it("an archived file is refused without a long search for a running job", async () => {
  const file = world.file();
  world.sim.file(file).archived = true;
  await world.restart();
  const mark = world.sim.mark();
  const { message } = await failing(fileExport().create(world.to(file, "frozen.bam")));
  expect(message).toMatch(/9006.*archived/);
  // Unfinished jobs twice, the submission, finished jobs, the file twice, its neighbours; a search would repeat some of them.
  expect(world.sim.countSince(mark)).toBeGreaterThanOrEqual(4);
  expect(world.sim.countSince(mark)).toBeLessThanOrEqual(8);
});
