import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FaultOptions } from "../../simulator";
import { newWorld, type World } from "../support/world";

const SUBMISSION = "/storage/exports";

/** Whatever goes wrong on the network, the export completes with exactly one job. */
describe("network faults", () => {
  let world: World;
  beforeEach(async () => {
    world = await newWorld();
  });
  afterEach(() => world.stop());

  const faults: [string, FaultOptions][] = [
    ["429 with its reset", { kind: "429", path: SUBMISSION, times: 2 }],
    ["429 without a reset", { kind: "429", path: SUBMISSION, times: 2, reset: "missing" }],
    ["429 with a reset in the past", { kind: "429", path: SUBMISSION, times: 2, reset: "past" }],
    ["maintenance", { kind: "maintenance", path: SUBMISSION, times: 2 }],
    ["503 with another code", { kind: "503", path: SUBMISSION, times: 1 }],
    ["500 before the job is created", { kind: "500", path: SUBMISSION, method: "POST", times: 1 }],
    [
      "500 after the job was created",
      { kind: "500", path: SUBMISSION, method: "POST", times: 1, when: "after" },
    ],
    [
      "502 with an HTML page after the job was created",
      { kind: "502", path: SUBMISSION, method: "POST", times: 1, when: "after" },
    ],
    [
      "an answer lost before the job is created",
      { kind: "lost-before", path: SUBMISSION, method: "POST", times: 1 },
    ],
    [
      "an answer lost after the job was created",
      { kind: "lost-after", path: SUBMISSION, method: "POST", times: 1 },
    ],
    ["half an answer", { kind: "truncated", path: SUBMISSION, method: "POST", times: 1 }],
    ["an answer that isn't JSON", { kind: "malformed-json", path: SUBMISSION, method: "POST", times: 1 }],
    ["an empty answer", { kind: "empty", path: SUBMISSION, method: "POST", times: 1 }],
    ["an endless answer", { kind: "huge", path: SUBMISSION, method: "POST", times: 1, bytes: 40_000_000 }],
    ["the right answer as text/html", { kind: "wrong-type", path: SUBMISSION, method: "POST", times: 1 }],
    ["polls that get no answer", { kind: "lost-before", path: "/bulk/storage/exports/get", times: 3 }],
    ["polls that get 500", { kind: "500", path: "/bulk/storage/exports/get", times: 3 }],
    ["polls that get half an answer", { kind: "truncated", path: "/bulk/storage/exports/get", times: 2 }],
    ["answers without rate headers", { kind: "no-rate-headers" }],
    ["a clock that is an hour off", { kind: "skewed-reset", seconds: -3600 }],
  ];

  it.each(faults)("%s", async (_what, fault) => {
    const file = world.file();
    world.sim.faults.add(fault);
    const { id, outs } = await world.type("FileExport").create(world.to(file, "a.bam"));
    expect(outs).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.exports().map((job) => job.id)).toEqual([id]);
    expect(world.sim.file(file).storage).toMatchObject({ type: "VOLUME", location: "a.bam" });
  });

  it("an answer lost after the job was created, while lists lag behind", async () => {
    const file = world.file();
    world.sim.faults.add({ kind: "lost-after", path: SUBMISSION, method: "POST", times: 1 });
    world.sim.faults.add({ kind: "stale", path: SUBMISSION, method: "GET", seconds: 6 });
    const { outs } = await world.type("FileExport").create(world.to(file, "a.bam"));
    expect(outs).toMatchObject({ state: "COMPLETED" });
    expect(world.sim.exports()).toHaveLength(1);
  });

  it("reports in the stack's row that the platform is under maintenance", async () => {
    world.sim.faults.add({ kind: "maintenance", path: SUBMISSION, times: 1 });
    await world.type("FileExport").create(world.to(world.file(), "a.bam"));
    expect(world.provider.logs.map((line) => line.message)).toContainEqual(
      expect.stringMatching(/waiting 1m.*maintenance/),
    );
  });
});
