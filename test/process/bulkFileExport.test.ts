import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseResult } from "../../provider/model/result";
import { ANY_UNKNOWN } from "../../provider/inputs/unknowns";
import { type PropertyMap, type CallError } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

const SUBMISSIONS = /^POST (\/bulk)?\/storage\/exports(\/create)?$/;

const failing = (run: Promise<unknown>): Promise<CallError> =>
  run.then(
    () => Promise.reject(new Error("it should have failed")),
    (error: unknown) => error as CallError,
  );

let world: World;
beforeAll(async () => {
  world = await newWorld({ sim: { jobSeconds: 8 } });
});
afterAll(() => world.stop());

let round = 0;
const newFiles = (count: number) =>
  world.sim.addFiles({ project: "lab/run7", count, prefix: `r${round++}/f`, size: 1000 }).map(({ id }) => id);
const item = (file: string, location: string, more: PropertyMap = {}) => ({
  source: { file },
  destination: { location },
  ...more,
});

/** Inputs as check returns them, which the engine would pass to create. */
async function checked(items: unknown[], more: PropertyMap = {}): Promise<PropertyMap> {
  const inputs = { items, volume: "lab/archive", prefix: `r${round++}/`, ...more };
  const { inputs: result, failures } = await world.type("BulkFileExport").check({}, inputs);
  expect(failures).toEqual([]);
  return result;
}

const statesOf = (outs: PropertyMap) => (outs.jobs as string[]).map((line) => parseResult(line).result.state);

describe("a BulkFileExport", () => {
  it("submits 250 exports in 3 requests, polls them together and keeps each result", async () => {
    const inputs = await checked(newFiles(250).map((file, i) => item(file, `${i}.bam`)));
    const mark = world.sim.mark();
    const { outs } = await world.type("BulkFileExport").create(inputs);
    expect(outs).toMatchObject({ summary: { COMPLETED: { files: 250, bytes: 250_000 } }, failed: [] });
    const { job, startedOn = "", finishedOn = "" } = parseResult((outs.jobs as string[])[0]!).result;
    expect(job && startedOn && startedOn <= finishedOn).toBe(true);
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(3);
    expect(world.sim.countSince(mark)).toBeLessThanOrEqual(3 + 1 + 3 + 8);
    expect(world.sim.countSince(mark)).toBeGreaterThan(0);
  });

  it("submits only what an update adds, in any order, and drops what it removes", async () => {
    const [a, b, c] = newFiles(3) as [string, string, string];
    const type = world.type("BulkFileExport");
    const prefix = `u${round}/`;
    const before = await checked([item(a, "a.bam"), item(b, "b.bam")], { prefix });
    const { id, outs } = await type.create(before);
    const reordered = await checked([item(b, "b.bam"), item(a, "a.bam")], { prefix });
    expect(await type.diff(id, outs, reordered)).toMatchObject({ changes: false });
    const after = await checked([item(c, "c.bam"), item(b, "b.bam")], { prefix });
    expect(await type.diff(id, outs, after)).toMatchObject({ changes: true, replaces: [] });
    const mark = world.sim.mark();
    const updated = await type.update(id, outs, after);
    expect(updated.outs).toMatchObject({ summary: { COMPLETED: { files: 2 } } });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
    expect(world.sim.exports().filter((job) => job.source.file === b)).toHaveLength(1);
  });

  it("is updated, not replaced, if a preview knows its items only in part", async () => {
    const [a, b] = newFiles(2) as [string, string];
    const type = world.type("BulkFileExport");
    const settings = { prefix: `p${round}/`, copyOnly: true };
    const { id, outs } = await type.create(await checked([item(a, "a.bam")], settings));
    const mark = world.sim.mark();
    for (const items of [
      [item(a, "a.bam"), item(b, ANY_UNKNOWN)],
      [item(a, "a.bam"), ANY_UNKNOWN],
      ANY_UNKNOWN,
    ]) {
      const news = await checked(items as unknown[], settings);
      expect(await type.diff(id, outs, news)).toMatchObject({ changes: true, replaces: [] });
    }
    expect(world.sim.countSince(mark)).toBe(0);
    const after = await checked([item(a, "a.bam"), item(b, "b.bam")], settings);
    expect(await type.diff(id, outs, after)).toMatchObject({ changes: true, replaces: [] });
  });

  it("treats a later overwrite as no change, since it only matters at export time", async () => {
    const [file] = newFiles(1) as [string];
    const prefix = `o${round}/`;
    const { id, outs } = await world
      .type("BulkFileExport")
      .create(await checked([item(file, "a.bam")], { prefix }));
    const after = await checked([item(file, "a.bam")], { prefix, overwrite: true });
    expect(await world.type("BulkFileExport").diff(id, outs, after)).toMatchObject({ changes: false });
  });

  it("fails after the last job has ended, names the failed items with code and remedy, and keeps the completed ones", async () => {
    const files = newFiles(5);
    world.sim.failFile(files[1]!, { code: 9103, message: "Bucket says no" });
    const inputs = await checked([
      ...files.map((file, i) => item(file, `${i}.bam`)),
      item("0".repeat(24), "missing.bam"),
    ]);
    const { partial } = await failing(world.type("BulkFileExport").create(inputs));
    expect(partial?.reasons[0]).toMatch(
      /2 of 6 failed[^]*missing\.bam: 404 \(code 9009\)[^]*1\.bam: 403 \(code 9103\) Bucket says no\. .*credentials/,
    );
    expect(partial?.properties).toMatchObject({ summary: { COMPLETED: { files: 4 }, FAILED: { files: 2 } } });
    world.sim.failFile(files[1]!);
    const again = await failing(
      world.type("BulkFileExport").update(partial!.id, partial!.properties, inputs),
    );
    expect(again.partial?.properties).toMatchObject({
      summary: { COMPLETED: { files: 5 }, FAILED: { files: 1 } },
    });
    expect(world.sim.exports().filter((job) => files.includes(job.source.file))).toHaveLength(6);
  });

  it("succeeds with failed items if asked to", async () => {
    const [good, bad] = newFiles(2) as [string, string];
    world.sim.failFile(bad, { code: 9103 });
    const inputs = await checked([item(good, "good.bam"), item(bad, "bad.bam")], { onFailure: "report" });
    const { id, outs } = await world.type("BulkFileExport").create(inputs);
    expect(outs).toMatchObject({ failed: [expect.stringMatching(/^lab\/archive\/r\d+\/bad\.bam$/)] });
    expect(await world.type("BulkFileExport").diff(id, outs, inputs)).toMatchObject({ changes: true });
  });

  it("keeps running jobs at its timeout, and resumes waiting for the same ones", async () => {
    const files = newFiles(3);
    world.sim.stickFile(files[0]!);
    const inputs = await checked(
      files.map((file, i) => item(file, `${i}.bam`)),
      { __timeouts: { create: "40s" } },
    );
    const { partial } = await failing(world.type("BulkFileExport").create(inputs));
    expect(partial?.reasons[0]).toMatch(/0 of 3 failed, 1 still running[^]*still RUNNING/);
    await world.restart();
    world.sim.unstick(files[0]!);
    const mark = world.sim.mark();
    const { outs } = await world.type("BulkFileExport").update(partial!.id, partial!.properties, inputs);
    expect(statesOf(outs)).toEqual(["COMPLETED", "COMPLETED", "COMPLETED"]);
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("is reported by a refresh if its jobs FAILED meanwhile, once", async () => {
    const files = newFiles(2);
    files.forEach((file) => world.sim.stickFile(file));
    const inputs = await checked(
      files.map((file, i) => item(file, `failed-later-${i}.bam`)),
      { __timeouts: { create: "40s" } },
    );
    const { id, properties } = (await failing(world.type("BulkFileExport").create(inputs))).partial!;
    world.sim.failFile(files[0]!, { code: 9103 });
    world.sim.unstick(files[0]!);
    await expect.poll(() => world.sim.exports().map(({ state }) => state)).toContain("FAILED");
    const first = await world.type("BulkFileExport").read(id, properties);
    await world.type("BulkFileExport").read(id, first.props);
    world.sim.unstick(files[1]!);
    const told = world.provider.logs.filter(
      ({ message, severity }) => severity === "warning" && message.includes("failed-later-0.bam"),
    );
    expect(told).toMatchObject([{ message: expect.stringMatching(/: 1 of 2 failed, 1 still running/) }]);
  });

  it("finds what a killed process moved or started, and submits only the rest", async () => {
    const files = newFiles(150);
    const inputs = await checked(files.map((file, i) => item(file, `${i}.bam`)));
    files.slice(0, 20).forEach((file) => world.sim.stickFile(file));
    void world
      .type("BulkFileExport")
      .create(inputs)
      .catch(() => undefined);
    await expect
      .poll(() => files.filter((file) => world.sim.file(file).storage.type === "VOLUME").length)
      .toBe(130);
    await world.restart();
    files.slice(0, 20).forEach((file) => world.sim.unstick(file));
    const { outs } = await world.type("BulkFileExport").create(inputs);
    expect(outs).toMatchObject({ summary: { COMPLETED: { files: 150 } } });
    expect(world.sim.exports().filter((job) => files.includes(job.source.file))).toHaveLength(150);
  });

  it("refuses to move a moved file elsewhere, before anything is submitted", async () => {
    const [file] = newFiles(1) as [string];
    const { id, outs } = await world.type("BulkFileExport").create(await checked([item(file, "one.bam")]));
    const elsewhere = await checked([item(file, "two.bam")]);
    await expect(world.type("BulkFileExport").diff(id, outs, elsewhere)).rejects.toThrow(
      /items: file .* was moved .*one\.bam.*two\.bam/s,
    );
  });

  it("reads all items in bulk, and shows an alias elsewhere as a changed item", async () => {
    const files = newFiles(120);
    const inputs = await checked(files.map((file, i) => item(file, `${i}.bam`)));
    const { id, outs } = await world.type("BulkFileExport").create(inputs);
    await world.restart();
    const mark = world.sim.mark();
    expect(await world.type("BulkFileExport").read(id, outs)).toEqual({ id, props: outs, inputs });
    expect(world.sim.countSince(mark)).toBeLessThanOrEqual(2 + 5);
    expect(world.sim.countSince(mark)).toBeGreaterThan(0);
    world.sim.file(files[0]!).storage = { type: "VOLUME", volume: "lab/archive", location: "elsewhere.bam" };
    const { inputs: drifted } = await world.type("BulkFileExport").read(id, outs);
    expect(drifted?.items).toContainEqual(`${files[0]} -> lab/archive/elsewhere.bam`);
  });
});

describe("check of a BulkFileExport", () => {
  const failures = async (items: unknown[], more: PropertyMap = {}) =>
    (await world.type("BulkFileExport").check({}, { items, volume: "lab/archive", ...more })).failures;
  const file = "65a1f0c2e4b0a1b2c3d4e5f6";

  it.each([
    ["no items", [], {}, "items", /at least one item/],
    [
      "two items with one location",
      [item(file, "a"), item("75a1f0c2e4b0a1b2c3d4e5f6", "a")],
      {},
      "items.1.destination.location",
      /same destination as items\.0/,
    ],
    [
      "a file moved twice",
      [item(file, "a"), item(file, "b")],
      {},
      "items.1.source.file",
      /already moved by items\.0/,
    ],
    ["no volume at all", [item(file, "a")], { volume: null }, "items.0.destination.volume", /missing/],
    ["a malformed file", [item("x", "a")], {}, "items.0.source.file", /24 hexadecimal/],
    ["a bad location", [item(file, "/a")], {}, "items.0.destination.location", /must not start/],
    [
      "a prefix that makes a bad location",
      [item(file, "a")],
      { prefix: "/x/" },
      "items.0.destination.location",
      /with its prefix.*must not start/,
    ],
    [
      "an unknown property",
      [item(file, "a", { overwite: true })],
      {},
      "items.0.overwite",
      /did you mean "overwrite"/,
    ],
    ["a bad onFailure", [item(file, "a")], { onFailure: "ignore" }, "onFailure", /"fail", "report"/],
  ])("refuses %s", async (_what, items, more, property, reason) => {
    expect(await failures(items, more)).toEqual([{ property, reason: expect.stringMatching(reason) }]);
  });

  it("lets copies of one file go to several locations", async () => {
    expect(await failures([item(file, "a"), item(file, "b")], { copyOnly: true })).toEqual([]);
  });

  it("passes unknown values", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const type = world.type("BulkFileExport");
    for (const items of [unknown, [item(unknown, "a")], [unknown]]) {
      const { inputs, failures } = await type.check({}, { items, volume: unknown });
      expect(failures).toEqual([]);
      expect(await type.diff("x", { jobs: [], copyOnly: false }, inputs)).toMatchObject({ changes: true });
    }
  });
});
