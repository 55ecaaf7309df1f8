import { describe, expect, test } from "vitest";
import { inMode, type Mode } from "../../support/exportScenario";
import type { FaultOptions } from "../../../simulator";
import { answerOf, SUBMIT, submitWorld, tally } from "../../support/submitWorld";

const MODES: Mode[] = ["move", "copy"];

test.each(MODES)(
  "150 files are submitted in two requests (%s), after one search for left-over jobs",
  async (mode) => {
    const { sim, submit, submissions } = submitWorld(150);
    expect(tally(await submit(150, mode))).toEqual({ started: 150 });
    expect([submissions(), sim.count()]).toEqual([2, 3]);
    expect(sim.exports().every(({ copyOnly }) => copyOnly === (mode === "copy"))).toBe(true);
  },
);

test("moves and copies never share a submission", async () => {
  const { clock, sim, service, request } = submitWorld(40);
  const modes = Array.from({ length: 40 }, (_, i) => MODES[i % 2]!);
  await clock.run(Promise.all(modes.map((mode, i) => service.submit(inMode(request(i), mode)))));
  for (const { source, copyOnly } of sim.exports()) {
    const i = Array.from({ length: 40 }, (_, n) => request(n).source.file).indexOf(source.file);
    expect(copyOnly).toBe(modes[i] === "copy");
  }
  expect(
    sim.requests
      .filter(({ path }) => SUBMIT.test(path))
      .map(({ query }) => query)
      .toSorted(),
  ).toEqual(expect.arrayContaining(["", "copy_only=true"]));
});

describe("a submission with an unknown outcome is searched for, never repeated blindly", () => {
  const cases: [string, FaultOptions, { resubmitted: boolean }][] = [
    ["the answer is lost after processing", { kind: "lost-after" }, { resubmitted: false }],
    ["the request is lost", { kind: "lost-before" }, { resubmitted: true }],
    ["500 after processing", { kind: "500", when: "after" }, { resubmitted: false }],
    ["500 instead of processing", { kind: "500" }, { resubmitted: true }],
    ["502 after processing", { kind: "502", when: "after" }, { resubmitted: false }],
    ["503 after processing", { kind: "503", when: "after" }, { resubmitted: false }],
    ["half an answer", { kind: "truncated" }, { resubmitted: false }],
    ["an answer that isn't JSON", { kind: "malformed-json" }, { resubmitted: false }],
    ["an empty answer", { kind: "empty" }, { resubmitted: false }],
  ];
  for (const files of [1, 30])
    for (const mode of MODES)
      test.each(cases)(`${files} file(s), ${mode}: %s`, async (_, fault, { resubmitted }) => {
        const { submit, fault: strike, submissions, jobsOf } = submitWorld(files);
        strike({ method: "POST", path: SUBMIT, ...fault });
        expect(tally(await submit(files, mode))).toEqual({ [resubmitted ? "started" : "adopted"]: files });
        expect(submissions()).toBe(resubmitted ? 2 : 1);
        for (let i = 0; i < files; i++) expect(jobsOf(i)).toBe(1);
      });

  test.each(MODES)("if the job ended before the search (%s)", async (mode) => {
    const { submit, fault, jobsOf } = submitWorld(5, { sim: { jobSeconds: 0.5 } });
    fault({ kind: "lost-after", method: "POST", path: SUBMIT });
    expect(tally(await submit(5, mode))).toEqual({ adopted: 5 });
    expect([0, 1, 2, 3, 4].map(jobsOf)).toEqual([1, 1, 1, 1, 1]);
  });

  test.each(MODES)("if lists lag by 15 s (%s)", async (mode) => {
    const { submit, fault, jobsOf, sim } = submitWorld(5);
    fault({ kind: "lost-after", method: "POST", path: SUBMIT });
    sim.faults.add({ kind: "stale", method: "GET", path: "/storage/exports", seconds: 15 });
    expect(tally(await submit(5, mode))).toEqual({ adopted: 5 });
    expect([0, 1, 2, 3, 4].map(jobsOf)).toEqual([1, 1, 1, 1, 1]);
  });

  test("but a copy of the same file to the same location last month isn't taken for the lost one", async () => {
    const { clock, submit, fault, newService, sim } = submitWorld(1, { sim: { jobSeconds: 1 } });
    await submit(1, "copy");
    await clock.advance(30 * 86_400_000);
    sim.removeObject("lab/archive", "file-0");
    fault({ kind: "lost-before", method: "POST", path: SUBMIT });
    expect(await submit(1, "copy", newService())).toEqual(["started"]);
    expect(sim.exports()).toHaveLength(2);
  });

  test("with one search shared by many lost submissions", async () => {
    const { submit, sim } = submitWorld(1000);
    sim.faults.add({ kind: "lost-before", method: "POST", path: SUBMIT, times: 10 });
    expect(tally(await submit(1000))).toEqual({ started: 1000 });
    expect(sim.count("GET /storage/exports")).toBeLessThanOrEqual(10);
    expect(sim.count("GET /storage/exports")).toBeGreaterThan(0);
  });

  test("and given up after five rounds without a result or a running job", async () => {
    const { submit, sim, submissions } = submitWorld(3);
    sim.faults.add({ kind: "500", method: "POST", path: SUBMIT });
    expect(await submit(3)).toEqual(["90004", "90004", "90004"]);
    expect([submissions(), sim.exports().length]).toEqual([5, 0]);
  });
});

describe("a temporary refusal", () => {
  test.each<[string, FaultOptions]>([
    ["429", { kind: "429" }],
    ["maintenance", { kind: "maintenance", times: 3 }],
  ])("is waited out, and the submission repeated without a search: %s", async (_, fault) => {
    const { submit, fault: strike, sim, jobsOf } = submitWorld(10);
    strike({ method: "POST", path: SUBMIT, ...fault });
    expect(tally(await submit(10))).toEqual({ started: 10 });
    expect(sim.count("GET /storage/exports")).toBe(1);
    expect(jobsOf(3)).toBe(1);
  });

  test("ends at once if the token expired", async () => {
    const { submit, fault, sim } = submitWorld(10);
    fault({ kind: "expired-token", method: "POST", path: SUBMIT });
    expect(tally(await submit(10))).toEqual({ "90001": 10 });
    expect(sim.exports()).toEqual([]);
  });
});

describe("one invalid item", () => {
  test("is refused by itself, its neighbours start, and no search follows", async () => {
    const { sim, submit, files } = submitWorld(10);
    sim.removeFile(files[4]!.id);
    expect(tally(await submit(10))).toEqual({ started: 9, "9009": 1 });
    expect(sim.count()).toBe(2);
  });

  test("that fails the whole call is found by halving", async () => {
    const { clock, service, request, sim, submissions } = submitWorld(32);
    const bad = (i: number) => (i === 11 ? { overwrite: "x" as unknown as boolean } : {});
    const whole = refuseWhole(sim, ({ overwrite }) => overwrite === "x");
    const answers = await clock.run(
      Promise.all(Array.from({ length: 32 }, (_, i) => answerOf(service.submit(request(i, bad(i)))))),
    );
    whole.restore();
    expect(tally(answers)).toEqual({ started: 31, "9011": 1 });
    expect(submissions()).toBe(11);
    expect(sim.exports()).toHaveLength(31);
  });
});

/**
 * Makes the simulator refuse a whole bulk call because of one of its items, as a platform with strict parsing would.
 */
function refuseWhole(
  sim: ReturnType<typeof submitWorld>["sim"],
  isBad: (item: Record<string, unknown>) => boolean,
) {
  const fetch = sim.fetch;
  const wrapped = async (url: string | URL, init?: RequestInit): Promise<Response> => {
    const body =
      typeof init?.body === "string" ? (JSON.parse(init.body) as { items?: Record<string, unknown>[] }) : {};
    const items = body.items ?? [body];
    if (init?.method !== "POST" || !items.some(isBad)) return fetch(url, init);
    const answer = await fetch(url, { ...init, body: "{}" });
    expect(answer.status).toBe(400);
    return answer;
  };
  Object.assign(sim, { fetch: wrapped });
  return { restore: () => Object.assign(sim, { fetch }) };
}

describe("answers that are out of order or incomplete", () => {
  test.each<[string, FaultOptions, Record<string, number>]>([
    ["shuffled", { kind: "shuffled" }, { started: 12 }],
    ["one item missing", { kind: "missing-items" }, { started: 11, adopted: 1 }],
    ["five items missing", { kind: "missing-items", count: 5 }, { started: 7, adopted: 5 }],
    ["all items missing", { kind: "missing-items", count: 12 }, { adopted: 12 }],
    ["transient errors of some, not processed", { kind: "item-errors", items: [2, 5] }, { started: 12 }],
    [
      "transient errors of some that were started",
      { kind: "item-errors", items: [2, 5], when: "after" },
      { started: 10, adopted: 2 },
    ],
    ["final errors of some", { kind: "item-errors", items: [2, 5], code: 9004 }, { started: 10, "9004": 2 }],
    ["transient errors of all", { kind: "item-errors" }, { started: 12 }],
  ])("%s", async (_, fault, expected) => {
    const { submit, fault: strike, jobsOf } = submitWorld(12);
    strike({ method: "POST", path: SUBMIT, ...fault });
    expect(tally(await submit(12))).toEqual(expected);
    const left = Array.from({ length: 12 }, (_, i) => jobsOf(i));
    expect(Math.max(...left)).toBe(1);
    expect(left.filter((n) => n === 0)).toHaveLength(expected["9004"] ?? 0);
  });

  test("are assigned correctly when shuffled with two kinds of refusal", async () => {
    const { submit, fault, sim, files } = submitWorld(12);
    sim.removeFile(files[3]!.id);
    sim.file(files[7]!.id).archived = true;
    fault({ kind: "shuffled", method: "POST", path: SUBMIT });
    const answers = await submit(12);
    expect([answers[3], answers[7]]).toEqual(["9009", "9006"]);
    expect(tally(answers)).toMatchObject({ started: 10 });
  });
});
