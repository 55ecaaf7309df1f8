import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stub } from "../../provider/resources/stub";
import type { PropertyMap, CallError } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

const SUBMISSIONS = /^POST (\/bulk)?\/storage\/exports(\/create)?$/;

const failing = (run: Promise<unknown>): Promise<CallError> =>
  run.then(
    () => Promise.reject(new Error("it should have failed")),
    (error: unknown) => error as CallError,
  );

describe("an unfinished export", () => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld();
  });
  afterAll(() => world.stop());

  /** A create that times out while its job is stuck. */
  async function timedOut(location: string) {
    const file = world.file();
    world.sim.stickFile(file);
    const inputs = world.to(file, location, { __timeouts: { create: "30s", update: "30s" } });
    const error = await failing(world.type("FileExport").create(inputs));
    return { file, inputs, error, partial: error.partial! };
  }

  it("is kept in state with its job, and with what read and delete need", async () => {
    const { inputs, error, partial } = await timedOut("late.bam");
    expect(world.sim.job(partial.id)).toMatchObject({ state: "RUNNING" });
    expect(partial.properties).toMatchObject({ ...inputs, state: "RUNNING", __provider: stub("FileExport") });
    expect(partial.reasons).toEqual([
      expect.stringMatching(/still RUNNING.*timeout.*kept in state.*submits nothing/),
    ]);
    expect(error.message).not.toContain(world.sim.token);
  });

  it("is waited for by the next up in a new process, without a second submission", async () => {
    const { file, inputs, partial } = await timedOut("later.bam");
    await world.restart();
    const mark = world.sim.mark();
    world.sim.unstick(file);
    const diff = await world.type("FileExport").diff(partial.id, partial.properties, inputs);
    expect(diff).toMatchObject({ changes: true, replaces: [] });
    const { outs } = await world.type("FileExport").update(partial.id, partial.properties, inputs);
    expect(outs).toMatchObject({ state: "COMPLETED", uri: "s3://lab-archive/exports/later.bam" });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("is replaced by a new job if its job FAILED meanwhile", async () => {
    const { file, inputs, partial } = await timedOut("failing.bam");
    world.sim.failFile(file, { code: 9103 });
    world.sim.unstick(file);
    const error = await failing(world.type("FileExport").update(partial.id, partial.properties, inputs));
    expect(error.partial).toMatchObject({
      id: partial.id,
      properties: { state: "FAILED", error: { code: 9103 } },
    });
    const diff = await world.type("FileExport").diff(partial.id, error.partial!.properties, inputs);
    expect(diff).toMatchObject({ changes: true, replaces: ["source"] });
  });

  it("is reported by a refresh if its job FAILED meanwhile, once", async () => {
    const { file, partial } = await timedOut("failed-later.bam");
    world.sim.failFile(file, { code: 9103 });
    world.sim.unstick(file);
    await expect.poll(() => world.sim.job(partial.id)?.state).toBe("FAILED");
    const first = await world.type("FileExport").read(partial.id, partial.properties);
    expect(first.props).toMatchObject({ state: "FAILED", error: { code: 9103 } });
    await world.type("FileExport").read(partial.id, first.props);
    const told = world.provider.logs.filter(({ message }) => message.includes("failed-later.bam"));
    expect(told).toMatchObject([
      {
        severity: "warning",
        message: expect.stringMatching(/FAILED: .*9103.*The next `pulumi up` submits it/),
      },
    ]);
  });

  it("survives a token that expires after the submission", async () => {
    const file = world.file();
    world.sim.stickFile(file);
    const create = failing(world.type("FileExport").create(world.to(file, "token.bam")));
    await expect.poll(() => world.sim.exports().some((job) => job.source.file === file)).toBe(true);
    world.sim.revokeToken(world.sim.token);
    const { partial } = await create;
    expect(partial).toMatchObject({
      reasons: [expect.stringMatching(/401.*token is missing, wrong or expired.*kept in state/)],
    });
    world.sim.restoreToken(world.sim.token);
    world.sim.unstick(file);
    const { outs } = await world
      .type("FileExport")
      .update(partial!.id, partial!.properties, world.to(file, "token.bam"));
    expect(outs).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.exports().filter((job) => job.source.file === file)).toHaveLength(1);
  });

  it("survives a connection that is lost for good while it waits", async () => {
    // Retries go on for a quarter of an hour.
    const world = await newWorld({ speed: 500 });
    const file = world.file();
    world.sim.stickFile(file);
    const fault = world.sim.faults.add({ kind: "lost-before", path: "/bulk/storage/exports/get" });
    const { partial } = await failing(world.type("FileExport").create(world.to(file, "gone.bam")));
    expect(partial).toMatchObject({
      reasons: [expect.stringMatching(/no complete response.*kept in state/)],
    });
    fault.remove();
    await world.stop();
  });
});

describe("a killed process", () => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld();
  });
  afterAll(() => world.stop());

  /** A create in a new process; the earlier process's job ends as soon as it has been found. */
  async function createAfterRestart(file: string, inputs: PropertyMap) {
    await world.restart();
    const mark = world.sim.mark();
    const created = world.type("FileExport").create(inputs);
    created.catch(() => undefined);
    await expect.poll(() => world.sim.countSince(mark, "GET /storage/exports")).toBeGreaterThan(0);
    world.sim.unstick(file);
    return created;
  }

  it("leaves a running job that the next create adopts", async () => {
    const file = world.file();
    world.sim.stickFile(file);
    const inputs = world.to(file, "crash.bam");
    void world
      .type("FileExport")
      .create(inputs)
      .catch(() => undefined);
    await expect.poll(() => world.sim.exports().length).toBe(1);
    await world.provider.kill();
    const mark = world.sim.mark();
    const { id, outs } = await createAfterRestart(file, inputs);
    expect(id).toBe(world.sim.exports()[0]?.id);
    expect(outs).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("leaves an alias if its job has ended meanwhile, and the next create adopts the alias with its job", async () => {
    const file = world.file();
    const inputs = world.to(file, "ended.bam");
    const { id } = await world.type("FileExport").create(inputs);
    await world.restart();
    const again = await world.type("FileExport").create(inputs);
    expect(again).toMatchObject({ id, outs: { state: "COMPLETED" } });
    expect(world.sim.exports().filter((job) => job.source.file === file)).toHaveLength(1);
  });

  it("is resumed by the file if the platform no longer has the job", async () => {
    const file = world.file();
    world.sim.addObject("lab/archive", "old.bam");
    const alias = world.sim.addFile({
      project: "lab/run7",
      path: "old.bam",
      storage: { volume: "lab/archive", location: "old.bam" },
    }).id;
    const { id, outs } = await world.type("FileExport").create(world.to(alias, "old.bam"));
    expect(id).toBe(`alias-${alias}`);
    expect(outs).toMatchObject({ state: "COMPLETED", result: { id: alias } });
    expect(await world.type("FileExport").read(id, outs)).toMatchObject({
      id,
      props: { state: "COMPLETED" },
    });
    expect(file).not.toBe(alias);
  });

  it("leaves a finished copy, which is adopted but never taken for a move", async () => {
    const file = world.file();
    const copy = world.to(file, "copy.bam", { copyOnly: true });
    const { id } = await world.type("FileExport").create(copy);
    await world.restart();
    expect(await world.type("FileExport").create(copy)).toMatchObject({ id });
    await world.restart();
    const move = world.type("FileExport").create(world.to(file, "copy.bam"));
    await expect(move).rejects.toThrow(/9107/);
  });

  it("leaves a finished copy, which isn't taken for one with other settings", async () => {
    const file = world.file();
    const copy = (properties?: PropertyMap) =>
      world.to(file, "settings.bam", { copyOnly: true, ...(properties && { properties }) });
    const { id } = await world.type("FileExport").create(copy({ awsStorageClass: "GLACIER" }));
    await world.restart();
    const plain = world.type("FileExport").create(copy());
    await expect(plain).rejects.toThrow(
      /properties: .*awsStorageClass "STANDARD" \(it had "GLACIER"\).*overwrite: true/,
    );
    const encrypted = world.type("FileExport").create(copy({ sseAlgorithm: null }));
    await expect(encrypted).rejects.toThrow(/sseAlgorithm null \(it had "AES256"\)/);
    // The volume's own setting, given explicitly.
    const same = { awsStorageClass: "GLACIER", sseAlgorithm: "AES256" };
    expect(await world.type("FileExport").create(copy(same))).toMatchObject({ id });
  });

  it("leaves a finished copy, which isn't taken for done if another file was written over it since", async () => {
    const [file, other] = [world.file(), world.file()];
    const copy = world.to(file, "over.bam", { copyOnly: true });
    await world.type("FileExport").create(copy);
    await world.restart();
    await world.type("FileExport").create(world.to(other, "over.bam", { copyOnly: true, overwrite: true }));
    await world.restart();
    await expect(world.type("FileExport").create(copy)).rejects.toThrow(/9107/);
  });

  it("leaves a running job that, once adopted, turns out to keep the file, which is reported", async () => {
    const file = world.file();
    world.sim.stickFile(file);
    void world
      .type("FileExport")
      .create(world.to(file, "mode.bam", { copyOnly: true }))
      .catch(() => undefined);
    await expect.poll(() => world.sim.exports().filter((job) => job.source.file === file).length).toBe(1);
    const move = createAfterRestart(file, world.to(file, "mode.bam"));
    await expect(move).rejects.toThrow(/was copied.*still on the platform.*copyOnly: true/);
  });
});
