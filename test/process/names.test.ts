import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newWorld, type World } from "../support/world";

/** Existing IDs and keys may be used, whatever the rules for new ones are. */
let world: World;
beforeAll(async () => {
  world = await newWorld();
  for (const name of ["my-volume", "a", "vol.1"])
    world.sim.addVolume({ name, owner: "lab", accessMode: "RW", bucket: `lab-${name}` });
  world.sim.addProject("lab/run8");
});
afterAll(() => world.stop());

const fileExport = () => world.type("FileExport");
const checked = async (inputs: Record<string, unknown>) => {
  const { inputs: news, failures } = await fileExport().check({}, inputs);
  expect(failures).toEqual([]);
  return news;
};

describe("existing volumes", () => {
  it.each(["lab/my-volume", "lab/a", "lab/vol.1"])(
    "are exported to and imported from: %s",
    async (volume) => {
      const inputs = { ...world.to(world.file(), "x.bam"), destination: { volume, location: "x.bam" } };
      const { outs } = await fileExport().create(await checked(inputs));
      expect(outs).toMatchObject({ state: "COMPLETED", uri: `s3://lab-${volume.slice(4)}/x.bam` });
      const imported = await world.type("FileImport").create({
        source: { volume, location: "x.bam" },
        destination: { project: "lab/run8", name: `${volume.slice(4)}.bam` },
      });
      expect(imported.outs).toMatchObject({ state: "COMPLETED" });
    },
  );

  it("are exported to in one bulk resource, each identified by its own key", async () => {
    const volumes = ["lab/my-volume", "lab/a", "lab/vol.1"];
    const items = volumes.map((volume) => ({
      source: { file: world.file() },
      destination: { volume, location: "many/y.bam" },
    }));
    const { inputs } = await world.type("BulkFileExport").check({}, { items });
    const { outs } = await world.type("BulkFileExport").create(inputs);
    expect(outs).toMatchObject({ failed: [], summary: { COMPLETED: { files: 3 } } });
    expect((await world.type("BulkFileExport").diff("id", outs, inputs)).changes).toBe(false);
  });
});

describe("existing objects", () => {
  it.each(["/data/a.bam", "a//b.bam", "./c.bam", "up/../d.bam", "with -> arrow.bam"])(
    "are imported: %s",
    async (location) => {
      world.sim.addObject("lab/archive", location, { size: 77 });
      const mark = world.sim.mark();
      const { id, outs } = await world.type("FileImport").create({
        source: { volume: "lab/archive", location },
        destination: { project: "lab/run8", name: `${Buffer.from(location).toString("hex")}.bam` },
      });
      expect(world.sim.file(outs["file"] as string).storage).toMatchObject({ location });
      expect(world.sim.countSince(mark, /^POST \/storage\/imports$/)).toBe(1);
      const read = await world.type("FileImport").read(id, outs);
      expect(read.inputs).toMatchObject({ source: { location } });
    },
  );
});

describe("settings unknown to this version", () => {
  it("reach the platform in its own spelling, null as null", async () => {
    const properties = {
      objectLockMode: "GOVERNANCE",
      requester_pays: true,
      retentionDays: 30,
      tagging: null,
    };
    const inputs = await checked(world.to(world.file(), "new-setting.bam", { properties }));
    const { outs, id } = await fileExport().create(inputs);
    expect(outs).toMatchObject({ properties });
    expect(world.sim.job(id)).toMatchObject({
      properties: {
        object_lock_mode: "GOVERNANCE",
        requester_pays: true,
        retention_days: 30,
        tagging: null,
      },
    });
    expect((await fileExport().diff(id, outs, inputs)).changes).toBe(false);
  });

  it("are refused before anything is submitted if they look like a typo", async () => {
    const mark = world.sim.mark();
    const inputs = world.to(world.file(), "slip.bam", { properties: { sse_algorithm: "AES256" } });
    const { failures } = await fileExport().check({}, inputs);
    expect(failures).toEqual([
      {
        property: "properties.sse_algorithm",
        reason: expect.stringContaining('did you mean "sseAlgorithm"?'),
      },
    ]);
    expect(world.sim.countSince(mark)).toBe(0);
  });
});

it("a store's type may be written in capitals", async () => {
  const volume = (type: string) => ({
    name: "capitals",
    accessMode: "RO",
    service: {
      type,
      bucket: "lab-capitals",
      credentials: { accessKeyId: "AKIALAB0000000000001", secretAccessKey: "secret" },
    },
  });
  const first = await world.type("Volume").check({}, volume("S3"));
  expect(first.failures).toEqual([]);
  const { id, outs } = await world.type("Volume").create(first.inputs);
  const second = await world.type("Volume").check(first.inputs, volume("s3"));
  expect((await world.type("Volume").diff(id, outs, second.inputs)).changes).toBe(false);
});
