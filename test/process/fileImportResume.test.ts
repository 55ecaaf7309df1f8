import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { stub } from "../../provider/resources/stub";
import type { FaultOptions } from "../../simulator";
import { failing } from "../support/failing";
import { importOf } from "../support/imports";
import type { PropertyMap } from "../support/providerProcess";
import { newWorld, type World } from "../support/world";

const SUBMISSIONS = /^POST (\/bulk)?\/storage\/imports(\/create)?$/;

let world: World;
beforeAll(async () => {
  world = await newWorld();
  world.sim.addProject("lab/run8");
});
afterEach(() => world.sim.faults.clear());
afterAll(() => world.stop());

const type = () => world.type("FileImport");
const jobsOf = (location: string) => world.sim.imports().filter((job) => job.source.location === location);

/** A create that times out while its job is stuck. */
async function timedOut(location: string, more: PropertyMap = {}) {
  world.sim.addObject("lab/archive", location);
  world.sim.stickFile(`lab/archive:${location}`);
  const inputs = importOf(location, { __timeouts: { create: "30s", update: "30s", delete: "30s" }, ...more });
  const error = await failing(type().create(inputs));
  return {
    inputs,
    error,
    partial: error.partial!,
    unstick: () => world.sim.unstick(`lab/archive:${location}`),
  };
}

describe("an unfinished import", () => {
  it("is kept in state with its job, and with what read and delete need", async () => {
    const { inputs, partial } = await timedOut("late.bam");
    expect(world.sim.job(partial.id)).toMatchObject({ state: "RUNNING" });
    expect(partial.properties).toMatchObject({ ...inputs, state: "RUNNING", __provider: stub("FileImport") });
    expect(partial.reasons).toEqual([
      expect.stringMatching(
        /import of lab\/archive\/late.bam to lab\/run8\/late.bam is still RUNNING.*submits nothing/,
      ),
    ]);
  });

  it("is waited for by the next up in a new process, without a second submission", async () => {
    const { inputs, partial, unstick } = await timedOut("later.bam");
    await world.restart();
    const mark = world.sim.mark();
    unstick();
    const diff = await type().diff(partial.id, partial.properties, inputs);
    expect(diff).toMatchObject({ changes: true, replaces: [] });
    const { outs } = await type().update(partial.id, partial.properties, inputs);
    expect(outs).toMatchObject({
      state: "COMPLETED",
      result: { name: "later.bam" },
      file: expect.any(String),
    });
    expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
  });

  it("is renamed once it has ended, if its declared name has changed", async () => {
    const { inputs, partial, unstick } = await timedOut("old-name.bam");
    unstick();
    const news = { ...inputs, destination: { project: "lab/run8", name: "new-name.bam" } };
    expect(await type().diff(partial.id, partial.properties, news)).toMatchObject({
      changes: true,
      replaces: [],
    });
    const { outs } = await type().update(partial.id, partial.properties, news);
    expect(outs.result).toMatchObject({ name: "new-name.bam" });
    expect(world.sim.file(outs.file as string).name).toBe("new-name.bam");
  });

  it("is replaced by a new job if its job FAILED meanwhile", async () => {
    const { inputs, partial, unstick } = await timedOut("failing.bam");
    world.sim.removeObject("lab/archive", "failing.bam");
    unstick();
    const error = await failing(type().update(partial.id, partial.properties, inputs));
    expect(error.partial).toMatchObject({
      id: partial.id,
      properties: { state: "FAILED", error: { code: 9105 } },
    });
    const diff = await type().diff(partial.id, error.partial!.properties, inputs);
    expect(diff).toMatchObject({ changes: true, replaces: ["source"] });
    await expect(type().delete(partial.id, error.partial!.properties)).resolves.toBeUndefined();
  });

  it("is reported by a refresh if its job FAILED meanwhile", async () => {
    const { partial, unstick } = await timedOut("failed-later.bam");
    world.sim.removeObject("lab/archive", "failed-later.bam");
    unstick();
    await expect.poll(() => world.sim.job(partial.id)?.state).toBe("FAILED");
    await type().read(partial.id, partial.properties);
    expect(world.provider.logs).toContainEqual(
      expect.objectContaining({
        severity: "warning",
        message: expect.stringMatching(/failed-later\.bam.* FAILED: .*9105.*The next `pulumi up` submits it/),
      }),
    );
  });

  it("is read with its job's state, and then as the alias that the job created", async () => {
    const { inputs, partial, unstick } = await timedOut("refreshed.bam");
    const running = await type().read(partial.id, partial.properties);
    expect(running).toMatchObject({ id: partial.id, props: { state: "RUNNING" }, inputs });
    unstick();
    await expect.poll(() => world.sim.job(partial.id)?.state).toBe("COMPLETED");
    const done = await type().read(partial.id, partial.properties);
    expect(done.props).toMatchObject({ state: "COMPLETED", file: expect.any(String) });
    expect(done.inputs).toEqual(inputs);
  });

  it("is waited for by a destroy, which then removes its alias", async () => {
    const { partial, unstick } = await timedOut("destroyed.bam");
    const early = await failing(type().delete(partial.id, partial.properties));
    expect(early.message).toMatch(
      /import of .*destroyed.bam.* only after its job .* has ended.*Destroy again later/,
    );
    unstick();
    await type().delete(partial.id, partial.properties);
    const job = world.sim.job(partial.id);
    expect(job).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.hasFile(job!.result!.id)).toBe(false);
  });

  it("survives a token that expires after the submission", async () => {
    const { partial, inputs, unstick } = await timedOut("token.bam");
    world.sim.revokeToken(world.sim.token);
    const error = await failing(type().update(partial.id, partial.properties, inputs));
    expect(error.partial).toMatchObject({ id: partial.id, properties: { state: "RUNNING" } });
    expect(error.message).not.toContain(world.sim.token);
    world.sim.restoreToken(world.sim.token);
    unstick();
    expect((await type().update(partial.id, error.partial!.properties, inputs)).outs.state).toBe("COMPLETED");
  });
});

describe("an import whose answer is lost", () => {
  const once = (fault: FaultOptions) =>
    world.sim.faults.add({ path: /storage\/imports(\/create)?$/, method: "POST", times: 1, ...fault });

  it.each<[string, FaultOptions, PropertyMap]>([
    ["lost before the job is created", { kind: "lost-before" }, {}],
    ["lost after the job was created", { kind: "lost-after" }, {}],
    ["500 after the job was created", { kind: "500", when: "after" }, {}],
    ["lost, with autorename", { kind: "lost-after" }, { autorename: true }],
    ["lost, with overwrite", { kind: "lost-after" }, { overwrite: true }],
  ])("is one job with one alias: %s", async (what, fault, more) => {
    const location = `${what.replace(/\W/g, "-")}.bam`;
    world.sim.addObject("lab/archive", location);
    once(fault);
    const { outs } = await type().create(importOf(location, more));
    expect(outs).toMatchObject({ state: "COMPLETED", result: { name: location } });
    expect(jobsOf(location)).toHaveLength(1);
  });

  it.each([true, false])("is one job for a folder (structure kept: %s)", async (preserveFolderStructure) => {
    const location = `folder-${preserveFolderStructure}/`;
    for (const name of ["a.bam", "b.bam"])
      world.sim.addObject("lab/archive", `${location}${preserveFolderStructure}-${name}`);
    once({ kind: "lost-after" });
    const { outs } = await type().create(importOf(location, { preserveFolderStructure }));
    expect(outs).toMatchObject({ state: "COMPLETED", file: expect.any(String) });
    expect(jobsOf(location)).toHaveLength(1);
  });

  it("is read from the job if the platform assigned the name", async () => {
    world.sim.addFile({ project: "lab/run8", path: "clash.bam" });
    world.sim.addObject("lab/archive", "clash.bam");
    once({ kind: "lost-after" });
    const { outs } = await type().create(importOf("clash.bam", { autorename: true }));
    expect(outs.result).toMatchObject({ name: "_1_clash.bam" });
    expect(jobsOf("clash.bam")).toHaveLength(1);
  });
});
