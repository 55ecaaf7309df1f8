import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

describe("read of a FileExport", () => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld();
  });
  afterAll(() => world.stop());

  const exported = async (location: string, more: PropertyMap = {}) => {
    const file = world.file();
    const inputs = world.to(file, location, more);
    return { file, inputs, ...(await world.type("FileExport").create(inputs)) };
  };

  it("returns what is in state, and inputs with input keys only", async () => {
    const { id, outs, inputs } = await exported("same.bam");
    const read = await world.type("FileExport").read(id, outs);
    expect(read).toEqual({ id, props: outs, inputs });
    expect(await world.type("FileExport").diff(id, read.props, read.inputs!)).toMatchObject({
      changes: false,
    });
  });

  it("shows when the file has become an alias of another location", async () => {
    const { id, outs, file } = await exported("here.bam");
    world.sim.file(file).storage = { type: "VOLUME", volume: "lab/archive", location: "there.bam" };
    const { props, inputs } = await world.type("FileExport").read(id, outs);
    expect(props).toMatchObject({ destination: { volume: "lab/archive", location: "there.bam" } });
    expect(inputs).toMatchObject({ destination: { volume: "lab/archive", location: "there.bam" } });
  });

  it("warns that a move's object is gone, and has a copy repeated", async () => {
    const move = await exported("gone-move.bam");
    const copy = await exported("gone-copy.bam", { copyOnly: true });
    world.sim.removeObject("lab/archive", "gone-move.bam");
    world.sim.removeObject("lab/archive", "gone-copy.bam");
    const type = world.type("FileExport");
    expect(await type.read(move.id, move.outs)).toMatchObject({
      id: move.id,
      props: { error: { code: 9105 } },
    });
    expect(world.provider.logs).toContainEqual(
      expect.objectContaining({
        severity: "warning",
        message: expect.stringMatching(/gone-move\.bam.*is gone/),
      }),
    );
    expect(await type.read(copy.id, copy.outs)).toMatchObject({ id: "" });
  });

  it("keeps an export whose file was deleted, and warns of it", async () => {
    const { id, outs, file } = await exported("deleted.bam");
    world.sim.removeFile(file);
    expect(await world.type("FileExport").read(id, outs)).toMatchObject({
      id,
      props: { state: "COMPLETED" },
    });
    expect(world.provider.logs).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/was deleted/) }),
    );
  });

  it("drops a resource whose job the platform doesn't know, but only for a 404 of that job", async () => {
    const { outs } = await exported("unknown.bam");
    expect(await world.type("FileExport").read("0".repeat(32), outs)).toMatchObject({ id: "" });
  });

  it.each([
    ["an expired token", () => world.sim.revokeToken(world.sim.token), /401/],
    [
      "a missing right",
      () =>
        world.sim.faults.add({
          kind: "item-errors",
          path: "/bulk/storage/exports/get",
          code: 9005,
          times: 1,
        }),
      /9005/,
    ],
  ])("treats %s as an error, not as a missing resource", async (_what, spoil, text) => {
    const { id, outs } = await exported(`error-${world.sim.requests.length}.bam`);
    spoil();
    await expect(world.type("FileExport").read(id, outs)).rejects.toThrow(text);
    world.sim.restoreToken(world.sim.token);
  });

  it("shares requests among many reads", async () => {
    const files = await Promise.all(Array.from({ length: 30 }, (_, i) => exported(`many/${i}.bam`)));
    await world.restart();
    const mark = world.sim.mark();
    await Promise.all(files.map(({ id, outs }) => world.type("FileExport").read(id, outs)));
    expect(world.sim.countSince(mark)).toBeLessThanOrEqual(8);
    expect(world.sim.countSince(mark)).toBeGreaterThan(0);
  });

  it("returns everything about an existing job for FileExport.get, and fails if there is none", async () => {
    const { id, outs } = await exported("got.bam");
    const { props, inputs } = await world.type("FileExport").read(id, {});
    expect(props).toEqual(outs);
    expect(inputs).toMatchObject({ source: outs.source, destination: outs.destination, copyOnly: false });
    await expect(world.type("FileExport").read("0".repeat(32), {})).rejects.toThrow(
      /nothing with id 0+ is visible to this token/,
    );
  });

  it("does the same by its alias for an export whose job is unknown", async () => {
    const { file, outs } = await exported("alias.bam");
    const { props, inputs } = await world.type("FileExport").read(`alias-${file}`, {});
    const { source, destination, overwrite, copyOnly, state, result, uri, size } = outs;
    expect(inputs).toEqual({ source, destination, overwrite, copyOnly });
    expect(props).toEqual({ source, destination, overwrite, copyOnly, state, result, uri, size });
    for (const none of [world.file(), "0".repeat(24)])
      await expect(world.type("FileExport").read(`alias-${none}`, {})).rejects.toThrow(
        new RegExp(`nothing with id alias-${none} is visible to this token`),
      );
  });

  it("destroys without a request, and says so once", async () => {
    const [one, two] = [await exported("d1.bam"), await exported("d2.bam")];
    const mark = world.sim.mark();
    await world.type("FileExport").delete(one.id, one.outs);
    await world.type("FileExport").delete(two.id, two.outs);
    expect(world.sim.countSince(mark)).toBe(0);
    expect(world.provider.logs.filter((line) => /forgets its job/.test(line.message))).toHaveLength(1);
  });
});
