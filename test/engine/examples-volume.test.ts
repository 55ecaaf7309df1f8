import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkout } from "../support/project";
import { newPlatformStack, type PlatformStack } from "../support/platformStack";

describe("examples/volume-and-export", () => {
  let world: PlatformStack;
  let ids: string[];
  const listed = () => readFile(join(world.stack.dir, "exported.txt"), "utf8").catch(() => undefined);
  const files = (count: number) =>
    JSON.stringify(Object.fromEntries(ids.slice(0, count).map((id, i) => [`run7/sample-${i}.cram`, id])));

  beforeAll(async () => {
    world = await newPlatformStack({
      dir: join(checkout, "examples/volume-and-export"),
      config: {
        bucket: "lab-runs",
        prefix: "runs/",
        accessKeyId: "AKIALAB0000000000001",
        secretAccessKey: { secret: "secret-access-key-of-the-lab" },
      },
    });
    ids = [world.file(), world.file(), world.file()];
    await world.stack.setConfig({ files: files(2) });
  });
  afterAll(() => world.stop());

  it("creates the volume, the exports and what depends on them in one up", async () => {
    expect((await world.stack.preview()).changes).toMatchObject({ create: 4, failed: 0 });
    const { changes, begun } = await world.stack.up();
    expect(changes).toMatchObject({ create: 4, failed: 0 });
    expect(begun[0]).toBe("store");
    expect(begun.at(-1)).toBe("list");
    const uris = ["s3://lab-runs/runs/run7/sample-0.cram", "s3://lab-runs/runs/run7/sample-1.cram"];
    expect(await world.stack.outputs()).toEqual({ volume: "lab/example_store", uris });
    expect(await listed()).toBe(`${uris.join("\n")}\n`);
    expect(world.sim.objects("lab/example_store").map(({ key }) => key)).toEqual([
      "runs/run7/sample-0.cram",
      "runs/run7/sample-1.cram",
    ]);
  });

  it("has nothing left to do", async () => {
    expect((await world.stack.up({ preview: true, args: ["--expect-no-changes"] })).changes).toMatchObject({
      same: 4,
    });
    await world.stack.refresh({ args: ["--expect-no-changes"] });
  });

  it("applies one more file and a new key", async () => {
    await world.stack.setConfig({ files: files(3), accessKeyId: "AKIALAB0000000000002" });
    const { steps } = await world.stack.up();
    expect(steps).toMatchObject({ store: "update", "run7/sample-2.cram": "create", list: "update" });
    expect(world.sim.volume("lab/example_store")?.service.credentials).toEqual({
      access_key_id: "AKIALAB0000000000002",
    });
    expect(await listed()).toContain("sample-2.cram");
  });

  it("is destroyed, and the objects remain", async () => {
    expect((await world.stack.destroy()).changes).toMatchObject({ delete: 5, failed: 0 });
    expect(world.sim.volume("lab/example_store")).toBeUndefined();
    expect(await listed()).toBeUndefined();
    world.sim.addVolume({ name: "witness", bucket: "lab-runs" });
    expect(world.sim.objects("lab/witness")).toHaveLength(3);
    expect(world.sim.file(ids[0]!).storage).toMatchObject({ type: "PLATFORM" });
  });
});
