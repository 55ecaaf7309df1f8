import { describe, expect, test } from "vitest";
import { inMode, type Mode } from "../../support/exportScenario";
import type { FaultOptions } from "../../../simulator";
import { SUBMIT, submitWorld, tally } from "../../support/submitWorld";

const MODES: Mode[] = ["move", "copy"];
const LIST = { method: "GET", path: "/storage/exports" };

describe("unrecognised jobs in an answer", () => {
  test.each(MODES)("are assigned in order if there is one per entry (%s)", async (mode) => {
    const { submit, fault, submissions, jobsOf } = submitWorld(5);
    fault({ kind: "foreign-jobs", method: "POST", path: SUBMIT });
    expect(tally(await submit(5, mode))).toEqual({ started: 5 });
    expect(submissions()).toBe(1);
    expect([0, 1, 2, 3, 4].map(jobsOf)).toEqual([1, 1, 1, 1, 1]);
  });

  const mixes: [string, FaultOptions][] = [
    ["fewer", { kind: "missing-items", count: 2 }],
    ["next to errors", { kind: "item-errors", items: [0, 3], code: 9007 }],
  ];
  for (const mode of MODES)
    test.each(mixes)(`are searched for and found, and sent once: %s, ${mode}`, async (_, mix) => {
      const { submit, fault, submissions } = submitWorld(5);
      fault({ kind: "foreign-jobs", method: "POST", path: SUBMIT });
      fault({ method: "POST", path: SUBMIT, when: "after", ...mix });
      expect(tally(await submit(5, mode))).toEqual({ adopted: 5 });
      expect(submissions()).toBe(1);
    });

  test("are reported by ID and sent once if lists don't show them either", async () => {
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

describe("jobs shown by their ID alone", () => {
  test.each([1, 30])("are read if they answer a submission of %i", async (files) => {
    const { submit, fault, submissions, sim } = submitWorld(files);
    fault({ kind: "stubs", method: "POST", path: SUBMIT });
    expect(tally(await submit(files))).toEqual({ started: files });
    expect([submissions(), sim.count(/exports\/get$/)]).toEqual([1, files === 1 ? 0 : 1]);
  });

  test("are read 100 per request if a list shows them, and then adopted", async () => {
    const { submit, sim, newService, submissions } = submitWorld(150);
    await submit(150);
    const before = submissions();
    const mark = sim.mark();
    sim.faults.add({ kind: "stubs", ...LIST });
    expect(tally(await submit(150, "move", newService()))).toEqual({ adopted: 150 });
    expect(submissions()).toBe(before);
    // A shrinking list is read from its end: its first page twice.
    expect(sim.countSince(mark)).toBe(5);
  });

  test("cause one clear error in less than a minute if nothing shows more, and nothing is sent", async () => {
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

test.each(MODES)("failed jobs shown as items' errors are recognised as the jobs (%s)", async (mode) => {
  const { submit, fault, submissions } = submitWorld(3);
  fault({ kind: "refused-jobs", method: "POST", path: SUBMIT });
  expect(tally(await submit(3, mode))).toEqual({ started: 3 });
  expect(submissions()).toBe(1);
});

test.each([1, 3])("a job in the body of a refusal is recognised as the job (%i)", async (files) => {
  const { service, submit, sim, clock, request } = submitWorld(files);
  await submit(files);
  sim.faults.add({ kind: "refused-jobs" });
  const { job } = await clock.run(service.submit(inMode(request(0), "move")));
  expect(await clock.run(service.get(job!.id))).toMatchObject({ id: job!.id, state: "RUNNING" });
});

describe("an error with a success status", () => {
  test.each([
    [1, 9007],
    [20, 9007],
    [1, 9006],
    [20, 9006],
  ])("refuses all %i entries with code %i, sent once", async (files, code) => {
    const { submit, sim, submissions } = submitWorld(files);
    sim.faults.add({ kind: "error-in-200", method: "POST", path: SUBMIT, code });
    expect(tally(await submit(files))).toEqual({ [String(code)]: files });
    expect([submissions(), sim.exports().length]).toEqual([1, 0]);
  });
});

test("an item's refusal is classified by its code if statuses are words", async () => {
  const { submit, sim, files, submissions } = submitWorld(3);
  sim.removeFile(files[1]!.id);
  sim.faults.add({ kind: "text-status" });
  expect(await submit(3)).toEqual(["started", "9009", "started"]);
  expect(submissions()).toBe(1);
});
