import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSimulator, type Simulator } from "../../simulator";
import { newStack, type Stack } from "../support/engine";
import { sharedClock } from "../support/world";

const SUBMISSIONS = /^POST (\/bulk)?\/storage\/exports(\/create)?$/;

const program = (files: string[], more = "") => `
const { BulkFileExport } = require("pulumi-cavatica");
const files = ${JSON.stringify(files)};
const bulk = new BulkFileExport("run7", {
  items: files.map((file) => ({ source: { file }, destination: { location: file + ".bam" } })),
  volume: "lab/archive",
  prefix: "run7/",
  ${more}
});
exports.results = bulk.results;
exports.summary = bulk.summary;
exports.failed = bulk.failed;`;

describe("a BulkFileExport under the real engine", () => {
  let sim: Simulator;
  let stack: Stack;
  let files: string[];
  beforeAll(async () => {
    const clock = sharedClock(20);
    sim = await startSimulator({ jobSeconds: 20, now: clock.now });
    sim.addVolume({ name: "archive", owner: "lab", accessMode: "RW", bucket: "lab-archive" });
    files = sim.addFiles({ project: "lab/run7", count: 130, prefix: "f", size: 1000 }).map(({ id }) => id);
    stack = await newStack({
      program: program(files.slice(0, 120)),
      env: { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token, ...clock.env },
      config: { "cavatica:preflight": "off" },
    });
  });
  afterAll(async () => {
    await stack.remove();
    await sim.close();
  });

  it("exports all files, shows progress and returns a result per item", async () => {
    const { steps, statuses } = await stack.up();
    expect(steps).toEqual({ run7: "create" });
    expect(statuses.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/\d+ of 120 done, .*B of 120 kB/),
    );
    const { results, summary, failed } = (await stack.outputs()) as Record<string, Record<string, unknown>>;
    expect(summary).toEqual({ COMPLETED: { files: 120, bytes: 120_000 } });
    expect(failed).toEqual([]);
    expect(results![`lab/archive/run7/${files[0]}.bam`]).toMatchObject({
      file: files[0],
      state: "COMPLETED",
    });
    expect(sim.count(SUBMISSIONS)).toBe(2);
  });

  it("has nothing to do afterwards, before and after a refresh", async () => {
    const mark = sim.mark();
    const same = { same: 1, update: 0, replace: 0 };
    expect((await stack.preview({ args: ["--expect-no-changes"] })).changes).toMatchObject(same);
    expect((await stack.up()).changes).toMatchObject(same);
    expect(sim.countSince(mark)).toBe(0);
    await stack.refresh({ args: ["--expect-no-changes"] });
    expect((await stack.preview({ args: ["--expect-no-changes"] })).changes).toMatchObject(same);
  });

  it("submits only what was added, and fails naming the items that failed", async () => {
    sim.failFile(files[125]!, { code: 9103 });
    await stack.setProgram(program(files.slice(0, 126)));
    const mark = sim.mark();
    const { output } = await stack.up({ expectFailure: true });
    expect(output).toMatch(new RegExp(`1 of 126 failed.*\\n.*${files[125]}.*9103`));
    expect(sim.countSince(mark, SUBMISSIONS)).toBe(1);
    expect(sim.exports()).toHaveLength(126);
  });

  it("resubmits only the failed items, without any change to the program", async () => {
    sim.failFile(files[125]!);
    await stack.up();
    expect(sim.exports()).toHaveLength(127);
    expect((await stack.outputs()).summary).toEqual({ COMPLETED: { files: 126, bytes: 126_000 } });
  });

  it("refuses in the preview to move a moved file again", async () => {
    await stack.setProgram(program(files.slice(0, 126), "").replace('"run7/"', '"run8/"'));
    const mark = sim.mark();
    const { output } = await stack.preview({ expectFailure: true });
    expect(output).toMatch(/126 files that this resource has moved can't be exported again/);
    expect(sim.countSince(mark)).toBe(0);
  });

  it("is destroyed without any request", async () => {
    await stack.setProgram("");
    const mark = sim.mark();
    expect((await stack.up()).changes).toMatchObject({ delete: 1 });
    expect(sim.countSince(mark)).toBe(0);
  });
});
