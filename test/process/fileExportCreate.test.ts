import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newWorld, type World } from "../support/world";

const SUBMISSIONS = /^POST (\/bulk)?\/storage\/exports(\/create)?$/;

describe("create of a FileExport", () => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld();
  });
  afterAll(() => world.stop());

  it("starts the job, waits until it is COMPLETED and returns what the job shows", async () => {
    const file = world.file("folder/a.bam");
    const mark = world.sim.mark();
    const { id, outs } = await world.type("FileExport").create(world.to(file, "a.bam"));
    expect(world.sim.job(id)).toMatchObject({ state: "COMPLETED" });
    expect(outs).toMatchObject({
      state: "COMPLETED",
      source: { file },
      result: { id: file, name: "a.bam", project: "lab/run7" },
      uri: "s3://lab-archive/exports/a.bam",
      href: expect.stringContaining(id),
      startedOn: expect.stringMatching(/Z$/),
      finishedOn: expect.stringMatching(/Z$/),
    });
    expect(world.sim.objects("lab/archive").map((object) => object.location)).toContain("a.bam");
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(1);
    // The submission, the list of unfinished jobs, two polls, the volume, and the file for its size.
    expect(world.sim.countSince(mark)).toBeLessThanOrEqual(6);
    expect(world.sim.countSince(mark)).toBeGreaterThan(0);
  });

  it("sends properties as given, null as null, and copy_only as a query parameter", async () => {
    const file = world.file();
    const properties = { sseAlgorithm: "aws:kms", sseAwsKmsKeyId: "key-1", awsCannedAcl: null };
    const { outs } = await world
      .type("FileExport")
      .create(world.to(file, "copied.bam", { copyOnly: true, properties }));
    expect(outs).toMatchObject({ copyOnly: true, properties });
    expect(world.sim.file(file).storage).toMatchObject({ type: "PLATFORM" });
    const submission = world.sim.requests.findLast((request) =>
      SUBMISSIONS.test(`${request.method} ${request.path}`),
    );
    expect(submission?.query).toContain("copy_only=true");
  });

  it("shows the job's state in the resource's row while it runs, and how it ended", async () => {
    const urn = "urn:pulumi:test::test::pulumi-nodejs:dynamic/cavatica:FileExport::shown";
    await world.type("FileExport").create(world.to(world.file(), "shown.bam", { __urn: urn }));
    const lines = world.provider.logs.filter((line) => line.urn === urn);
    expect(lines[0]?.message).toMatch(/^job \w+ is PENDING$/);
    expect(lines.at(-1)?.message).toMatch(/^COMPLETED in \d+s$/);
    expect(lines.every((line) => line.ephemeral)).toBe(true);
  });

  it("fails with the platform's code, message and a remedy when the job FAILED, and keeps nothing", async () => {
    const file = world.file();
    world.sim.failFile(file, { code: 9103, message: "Bucket says no" });
    const failure = world.type("FileExport").create(world.to(file, "refused.bam"));
    await expect(failure).rejects.toMatchObject({ partial: undefined });
    await expect(failure).rejects.toThrow(
      new RegExp(
        `export of file ${file} to lab/archive/refused.bam FAILED.*9103.*Bucket says no.*credentials.*submits it again`,
      ),
    );
  });

  it("resubmits after a FAILED job", async () => {
    const file = world.file();
    world.sim.addObject("lab/archive", "occupied.bam");
    await expect(world.type("FileExport").create(world.to(file, "occupied.bam"))).rejects.toThrow(
      /9107.*overwrite: true/,
    );
    world.sim.removeObject("lab/archive", "occupied.bam");
    await world.restart();
    expect((await world.type("FileExport").create(world.to(file, "occupied.bam"))).outs).toMatchObject({
      state: "COMPLETED",
    });
  });

  it.each([
    [
      "a volume that doesn't exist",
      { destination: { volume: "lab/nowhere", location: "x" } },
      /9007.*owner\/name/,
    ],
    ["a file that doesn't exist", { source: { file: "0".repeat(24) } }, /9009.*Check the id/],
  ])("reports file, location, code and remedy for %s", async (_what, change, text) => {
    await expect(world.type("FileExport").create(world.to(world.file(), "x", change))).rejects.toThrow(text);
  });

  it("never submits two different files to one location in one deployment", async () => {
    const [one, two] = [world.file(), world.file()];
    const create = (file: string) =>
      world.type("FileExport").create(world.to(file, "clash.bam", { overwrite: true }));
    const [first, second] = await Promise.allSettled([create(one), create(two)]);
    expect(first).toMatchObject({ status: "fulfilled" });
    expect(String((second as PromiseRejectedResult).reason)).toMatch(
      /same destination in this deployment.*own location/,
    );
  });

  it("completes without a warning if the platform shows an unknown state", async () => {
    const fault = world.sim.faults.add({
      kind: "unknown-state",
      path: "/bulk/storage/exports/get",
      times: 1,
      state: "THINKING",
    });
    const { outs } = await world.type("FileExport").create(world.to(world.file(), "odd.bam"));
    expect(outs).toMatchObject({ state: "COMPLETED" });
    fault.remove();
  });
});

describe("concurrent creates", () => {
  it("share submissions and status polls", async () => {
    const world = await newWorld({ speed: 5, sim: { jobSeconds: 8 } });
    const files = Array.from({ length: 60 }, () => world.file());
    const create = (file: string, i: number) =>
      world.type("FileExport").create(world.to(file, `many/${i}.bam`));
    const made = await Promise.all(files.map(create));
    expect(new Set(made.map((one) => one.id)).size).toBe(60);
    expect(world.sim.count(SUBMISSIONS)).toBeLessThanOrEqual(3);
    expect(world.sim.count(SUBMISSIONS)).toBeGreaterThan(0);
    expect(world.sim.exports()).toHaveLength(60);
    expect(world.sim.requests.length).toBeLessThanOrEqual(15);
    expect(world.sim.requests.length).toBeGreaterThan(0);
    await world.stop();
  });
});
