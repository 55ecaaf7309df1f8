import { describe, expect, test } from "vitest";
import { inMode, type Mode } from "../../support/exportScenario";
import type { FaultOptions } from "../../../simulator";
import { SUBMIT, submitWorld, tally } from "../../support/submitWorld";

const MODES: Mode[] = ["move", "copy"];
const LIST = { method: "GET", path: "/storage/exports" };

describe("jobs came that match nothing", () => {
  test.each(MODES)("one for each: taken in their order (%s)", async (mode) => {
    const { submit, fault, submissions, jobsOf } = submitWorld(5);
    fault({ kind: "foreign-jobs", method: "POST", path: SUBMIT });
    expect(tally(await submit(5, mode))).toEqual({ started: 5 });
    expect(submissions()).toBe(1);
    expect([0, 1, 2, 3, 4].map(jobsOf)).toEqual([1, 1, 1, 1, 1]);
  });

  const mixes: [string, FaultOptions][] = [
    ["fewer", { kind: "missing-items", count: 2 }],
    ["beside errors", { kind: "item-errors", items: [0, 3], code: 9007 }],
  ];
  for (const mode of MODES)
    test.each(mixes)(`%s, ${mode}: looked for and found, sent once`, async (_, mix) => {
      const { submit, fault, submissions } = submitWorld(5);
      fault({ kind: "foreign-jobs", method: "POST", path: SUBMIT });
      fault({ method: "POST", path: SUBMIT, when: "after", ...mix });
      expect(tally(await submit(5, mode))).toEqual({ adopted: 5 });
      expect(submissions()).toBe(1);
    });

  test("and lists don't tell them either: said, with their ids, and sent once", async () => {
    const { submit, sim, submissions } = submitWorld(4);
    sim.faults.add({ kind: "foreign-jobs" });
    sim.faults.add({ kind: "missing-items", method: "POST", path: SUBMIT, times: 1 });
    const answers = await submit(4, "copy");
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(
      /started jobs without showing what they export \(\w+, \w+, \w+\).*wasn't sent again/,
    );
    expect([submissions(), sim.exports().length]).toEqual([1, 4]);
  });
});

describe("jobs shown by their id alone", () => {
  test.each([1, 30])("in the answer to a submission of %i: looked up", async (files) => {
    const { submit, fault, submissions, sim } = submitWorld(files);
    fault({ kind: "stubs", method: "POST", path: SUBMIT });
    expect(tally(await submit(files))).toEqual({ started: files });
    expect([submissions(), sim.count(/exports\/get$/)]).toEqual([1, files === 1 ? 0 : 1]);
  });

  test("in lists: looked up, 100 a request, so that they are adopted", async () => {
    const { submit, sim, newService, submissions } = submitWorld(150);
    await submit(150);
    const before = submissions();
    const mark = sim.mark();
    sim.faults.add({ kind: "stubs", ...LIST });
    expect(tally(await submit(150, "move", newService()))).toEqual({ adopted: 150 });
    expect(submissions()).toBe(before);
    // The list of what shrinks is read from its end: its first page twice.
    expect(sim.countSince(mark)).toBe(5);
  });

  test("everywhere: one clear error in less than a minute, and nothing is sent", async () => {
    const { submit, sim, clock, submissions, newService } = submitWorld(3);
    await submit(3);
    const before = submissions();
    sim.faults.add({ kind: "stubs" });
    const begun = clock.now();
    const answers = await submit(3, "move", newService());
    expect(answers[0]).toMatch(/unexpected (item|response) \(source/);
    expect(clock.now() - begun).toBeLessThan(60_000);
    expect(submissions()).toBe(before);
  });
});

test.each(MODES)("failed jobs as errors of items are the jobs (%s)", async (mode) => {
  const { submit, fault, submissions } = submitWorld(3);
  fault({ kind: "refused-jobs", method: "POST", path: SUBMIT });
  expect(tally(await submit(3, mode))).toEqual({ started: 3 });
  expect(submissions()).toBe(1);
});

test.each([1, 3])("one in the body of a refusal is the job (%i)", async (files) => {
  const { service, submit, sim, clock, request } = submitWorld(files);
  await submit(files);
  sim.faults.add({ kind: "refused-jobs" });
  const { job } = await clock.run(service.submit(inMode(request(0), "move")));
  expect(await clock.run(service.get(job!.id))).toMatchObject({ id: job!.id, state: "RUNNING" });
});

describe("an error with the status of success", () => {
  test.each([
    [1, 9007],
    [20, 9007],
    [1, 9006],
    [20, 9006],
  ])("is a refusal of all %i: code %i, sent once", async (files, code) => {
    const { submit, sim, submissions } = submitWorld(files);
    sim.faults.add({ kind: "error-in-200", method: "POST", path: SUBMIT, code });
    expect(tally(await submit(files))).toEqual({ [String(code)]: files });
    expect([submissions(), sim.exports().length]).toEqual([1, 0]);
  });
});

test("statuses as words: an item's refusal is told by its code", async () => {
  const { submit, sim, files, submissions } = submitWorld(3);
  sim.removeFile(files[1]!.id);
  sim.faults.add({ kind: "text-status" });
  expect(await submit(3)).toEqual(["started", "9009", "started"]);
  expect(submissions()).toBe(1);
});
