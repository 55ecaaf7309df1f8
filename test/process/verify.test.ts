import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SUBMISSIONS } from "../support/crashes";
import type { CallError, PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

let world: World;
beforeEach(async () => {
  world = await newWorld({ speed: 100 });
});
afterEach(() => world.stop());

const VOLUME = "lab/archive";
const single = () => world.type("FileExport");
const bulk = () => world.type("BulkFileExport");

const checked = async (type: string, inputs: PropertyMap) => {
  const answer = await world.type(type).check({}, inputs);
  expect(answer.failures).toEqual([]);
  return answer.inputs;
};

const exportOf = (location: string, more: PropertyMap = {}) =>
  checked("FileExport", world.to(world.file(location), location, { verify: true, ...more }));

const refused = (work: Promise<unknown>): Promise<CallError> =>
  work.then(
    () => Promise.reject(new Error("it succeeded")),
    (error: unknown) => error as CallError,
  );

const put = (location: string, size: number) => world.sim.addObject(VOLUME, location, { size });

describe("a FileExport with verification", () => {
  it("has the object's size, ETag and time, and the file's size, whether or not it is verified", async () => {
    const plain = await single().create(await exportOf("plain.bam", { verify: false }));
    expect(plain.outs).toMatchObject({ size: 1000 });
    expect(plain.outs).not.toHaveProperty("verified");
    const { outs } = await single().create(await exportOf("a.bam"));
    expect(outs).toMatchObject({ size: 1000, verify: true, verified: { size: 1000 } });
    const { etag, on } = outs.verified as { etag: string; on: string };
    expect(etag).toMatch(/^"/);
    expect(Math.abs(Date.parse(on) - world.now())).toBeLessThan(60_000);
  });

  it("fails if the object is truncated, naming file, location and both sizes, and the next run compares again", async () => {
    const inputs = await exportOf("short.bam");
    const { file } = inputs.source as { file: string };
    world.sim.truncateFile(file, 10);
    const error = await refused(single().create(inputs));
    expect(error.message).toContain(`the object at ${VOLUME}/short.bam has 10 bytes, but file ${file} has`);
    expect(error.message).toContain("1000 bytes");
    const { id, properties } = error.partial!;
    expect(properties).toMatchObject({ state: "COMPLETED", size: 1000 });
    expect(properties).not.toHaveProperty("verified");

    const mark = world.sim.mark();
    expect((await single().diff(id, properties, inputs)).changes).toBe(true);
    expect((await refused(single().update(id, properties, inputs))).message).toContain("has 10 bytes");
    put("short.bam", 1000);
    const { outs } = await single().update(id, properties, inputs);
    expect(outs).toMatchObject({ verified: { size: 1000 }, state: "COMPLETED" });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    expect((await single().diff(id, outs, inputs)).changes).toBe(false);
  });

  it("fails if there is no object", async () => {
    const inputs = await exportOf("lost.bam", { verify: false });
    const { id, outs } = await single().create(inputs);
    world.sim.removeObject(VOLUME, "lost.bam");
    const error = await refused(single().update(id, outs, { ...inputs, verify: true }));
    expect(error.message).toContain(`there is no object at ${VOLUME}/lost.bam`);
    expect(error.message).toContain("can't be exported again");
    expect(error.partial?.properties).toMatchObject({ state: "COMPLETED" });
  });

  it("is updated without a submission when verification is switched on or off", async () => {
    const inputs = await exportOf("later.bam", { verify: false });
    const { id, outs } = await single().create(inputs);
    const wanted = await checked("FileExport", { ...inputs, verify: true });
    expect(await single().diff(id, outs, wanted)).toMatchObject({ changes: true, replaces: [] });
    const mark = world.sim.mark();
    const { outs: verified } = await single().update(id, outs, wanted);
    expect(verified).toMatchObject({ verified: { size: 1000 } });
    expect(world.sim.countSince(mark)).toBe(1);
    expect((await single().diff(id, verified, inputs)).changes).toBe(true);
    expect((await single().update(id, verified, inputs)).outs).not.toHaveProperty("verified");
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("is compared again by a refresh, which reports only a changed object, as drift", async () => {
    const inputs = await exportOf("drift.bam");
    const { id, outs } = await single().create(inputs);
    const same = await single().read(id, outs);
    expect(same.props).toEqual(outs);
    put("drift.bam", 7);
    const changed = await single().read(id, outs);
    expect(changed.props).not.toHaveProperty("verified");
    const mark = world.sim.mark();
    expect((await single().diff(id, changed.props, inputs)).changes).toBe(true);
    expect(world.sim.countSince(mark)).toBe(0);
    await expect
      .poll(() => world.provider.logs.map(({ message }) => message).join("\n"))
      .toMatch(/drift.bam has 7 bytes, but file/);
  });

  it("gives other advice for a copy, and a refresh drops a copy whose object is gone", async () => {
    const inputs = await exportOf("copy.bam", { copyOnly: true });
    world.sim.truncateFile((inputs.source as { file: string }).file, 1);
    const error = await refused(single().create(inputs));
    expect(error.message).toContain("The file is still on the platform");
    world.sim.truncateFile((inputs.source as { file: string }).file);
    const other = await exportOf("gone.bam", { copyOnly: true });
    const { id, outs } = await single().create(other);
    world.sim.removeObject(VOLUME, "gone.bam");
    expect((await single().read(id, outs)).props).toEqual({});
  });
});

describe("an object that can't be compared isn't considered verified", () => {
  it("if the store shows no sizes", async () => {
    await world.stop();
    world = await newWorld({ speed: 100, sim: { switches: { objectMetadata: "none" } } });
    const error = await refused(single().create(await exportOf("blind.bam")));
    expect(error.message).toMatch(/can't be compared with file .*: the platform doesn't show its size/);
    expect(error.partial?.properties).toMatchObject({ state: "COMPLETED" });
  });

  it("if the bucket can't be browsed", async () => {
    const inputs = await exportOf("shut.bam");
    world.sim.setBucketRights("lab-archive", { list: false, get: false, read: false });
    const error = await refused(single().create(inputs));
    expect(error.message).toMatch(/the volume can't be browsed. Give the token's user permission to read it/);
  });

  it("but an empty file is compared like any other", async () => {
    const empty = world.sim.addFile({ project: "lab/run7", path: "empty.bam", size: 0 }).id;
    const inputs = await checked("FileExport", world.to(empty, "empty.bam", { verify: true }));
    expect((await single().create(inputs)).outs).toMatchObject({ size: 0, verified: { size: 0 } });
  });
});

describe("a BulkFileExport with verification", () => {
  const items = (count: number, folder: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => {
      const location = `${folder(i)}${i}.bam`;
      return { source: { file: world.file(location) }, destination: { location } };
    });

  it("takes at most 40 requests and no submission for 1 000 finished exports", async () => {
    const declared = { items: items(1000, () => "run/"), volume: VOLUME };
    const inputs = await checked("BulkFileExport", declared);
    const { id, outs } = await bulk().create(inputs);
    const wanted = await checked("BulkFileExport", { ...declared, verify: true });
    expect((await bulk().diff(id, outs, wanted)).changes).toBe(true);
    const mark = world.sim.mark();
    const { outs: verified } = await bulk().update(id, outs, wanted);
    expect(world.sim.countSince(mark)).toBeLessThanOrEqual(40);
    expect(world.sim.countSince(mark)).toBeGreaterThanOrEqual(10);
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    expect(verified.summary).toMatchObject({ COMPLETED: { files: 1000 }, VERIFIED: { files: 1000 } });
    expect((await bulk().diff(id, verified, wanted)).changes).toBe(false);
    expect((await bulk().read(id, verified)).props).toEqual(verified);
  });

  it("looks up locations one by one if they are scattered over many folders", async () => {
    const inputs = await checked("BulkFileExport", {
      items: items(30, (i) => `run${i}/`),
      volume: VOLUME,
      verify: true,
    });
    for (let i = 0; i < 30; i++) for (let k = 0; k < 3; k++) put(`run${i}/other-${k}`, 1);
    const { outs } = await bulk().create(inputs);
    expect(outs.summary).toMatchObject({ VERIFIED: { files: 30 } });
    expect(world.sim.count(/\/object$/)).toBe(30);
  });

  it("doesn't read all pages of a large folder to find a few objects", async () => {
    for (let i = 0; i < 2_000; i++) put(`big/a-${String(i).padStart(5, "0")}`, 1);
    const inputs = await checked("BulkFileExport", {
      items: items(3, () => "big/z-"),
      volume: VOLUME,
      verify: true,
    });
    const mark = world.sim.mark();
    const { outs } = await bulk().create(inputs);
    expect(outs.summary).toMatchObject({ VERIFIED: { files: 3 } });
    expect(world.sim.countSince(mark, /\/(list|object)$/)).toBe(6);
  });

  it("names what differs, keeps it in state, and passes once the objects are restored", async () => {
    const declared = { items: items(3, () => "run/"), volume: VOLUME, verify: true };
    const [one, two] = declared.items;
    world.sim.truncateFile(one!.source.file, 5);
    const inputs = await checked("BulkFileExport", declared);
    const error = await refused(bulk().create(inputs));
    expect(error.message).toContain("0 of 3 failed, 0 still running, 1 differ");
    expect(error.message).toContain(`${VOLUME}/run/0.bam has 5 bytes, but file ${one!.source.file} has`);
    const { id, properties } = error.partial!;
    expect(properties.summary).toMatchObject({
      COMPLETED: { files: 3 },
      VERIFIED: { files: 2 },
      MISMATCH: { files: 1 },
    });
    expect(properties.failed).toEqual([]);
    const mark = world.sim.mark();
    expect((await bulk().diff(id, properties, inputs)).changes).toBe(true);
    put("run/0.bam", 1000);
    const { outs } = await bulk().update(id, properties, inputs);
    expect(outs.summary).toMatchObject({ VERIFIED: { files: 3 } });
    expect(outs.summary).not.toHaveProperty("MISMATCH");
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);

    put("run/1.bam", 9);
    const { props } = await bulk().read(id, outs);
    expect(props.summary).toMatchObject({ VERIFIED: { files: 2 }, MISMATCH: { files: 1 } });
    expect((await bulk().diff(id, props, inputs)).changes).toBe(true);
    expect(two).toBeDefined();
  });

  it("reports a difference without failing if items may fail", async () => {
    const declared = { items: items(2, () => "run/"), volume: VOLUME, verify: true, onFailure: "report" };
    world.sim.truncateFile(declared.items[0]!.source.file, 5);
    const { outs } = await bulk().create(await checked("BulkFileExport", declared));
    expect(outs.summary).toMatchObject({ MISMATCH: { files: 1 }, VERIFIED: { files: 1 } });
  });
});
