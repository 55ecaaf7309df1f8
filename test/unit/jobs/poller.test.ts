import { describe, expect, test } from "vitest";
import { Poller, StillRunning } from "../../../provider/jobs/poller";
import { PlatformError } from "../../../provider/platform/errors/errors";
import type { Job } from "../../../provider/platform/api/jobs";
import { itemError, ModelJobs } from "../../support/modelJobs";
import { VirtualClock } from "../../support/virtualClock";

function pollerWorld(latencyMs = 200) {
  const clock = new VirtualClock();
  const jobs = new ModelJobs(clock, latencyMs);
  const poller = new Poller<Job>(clock, jobs.look);
  const wait = (job: Job, more: { since?: number; until?: number; signal?: AbortSignal } = {}) =>
    poller.watch(job, { since: clock.now(), until: Infinity, ...more });
  return { clock, jobs, poller, wait };
}

const outcome = (wait: Promise<Job>) =>
  wait.then(
    ({ state }) => state,
    (error: unknown) =>
      error instanceof StillRunning ? `still ${error.job.state}` : (error as Error).message,
  );

test("a job that has ended already isn't looked at", async () => {
  const { jobs, wait } = pollerWorld();
  expect((await wait({ id: "x", state: "FAILED" })).state).toBe("FAILED");
  expect(jobs.looks).toEqual([]);
});

test("a hundred jobs share each look, and all are told at the first one after their end", async () => {
  const { clock, jobs, wait } = pollerWorld();
  const begun = clock.now();
  const waits = Array.from({ length: 100 }, () => wait(jobs.start(30_000)));
  await clock.run(Promise.all(waits));
  expect(jobs.looks.every(({ ids }) => ids.length === 100)).toBe(true);
  expect(jobs.looks.length).toBeLessThanOrEqual(7);
  expect(jobs.looks.length).toBeGreaterThan(0);
  expect(clock.now() - begun).toBeLessThanOrEqual(35_200);
});

test("two who wait for one job cost one id of a look, and both are told", async () => {
  const { clock, jobs, wait } = pollerWorld();
  const job = jobs.start(10_000);
  const both = await clock.run(Promise.all([wait(job), wait(job)]));
  expect(both.map(({ state }) => state)).toEqual(["COMPLETED", "COMPLETED"]);
  expect(jobs.looks.every(({ ids }) => ids.length === 1)).toBe(true);
});

test("nobody waiting, nothing asked; and it starts again", async () => {
  const { clock, jobs, wait } = pollerWorld();
  await clock.run(wait(jobs.start(10_000)));
  const looks = jobs.looks.length;
  await clock.advance(3_600_000);
  expect(jobs.looks).toHaveLength(looks);
  expect((await clock.run(wait(jobs.start(10_000)))).state).toBe("COMPLETED");
});

test("jobs that come in while others are looked at don't cause looks of their own", async () => {
  const { clock, jobs, wait } = pollerWorld();
  const waits = Array.from({ length: 200 }, async (_, i) => {
    await clock.sleep(i * 50);
    await wait(jobs.start(60_000));
  });
  await clock.run(Promise.all(waits));
  const perTick = new Map<number, number>();
  for (const { at } of jobs.looks)
    perTick.set(Math.floor(at / 5_000), (perTick.get(Math.floor(at / 5_000)) ?? 0) + 1);
  expect(Math.max(...perTick.values())).toBeLessThanOrEqual(2);
});

describe("the end of a wait", () => {
  test("when the time is up, with the job as last seen; the job isn't forgotten by others", async () => {
    const { clock, jobs, wait } = pollerWorld();
    const job = jobs.start(120_000);
    const begun = clock.now();
    const short = outcome(wait(job, { until: begun + 33_000 }));
    const long = outcome(wait(job));
    expect(await clock.run(short)).toBe("still RUNNING");
    expect(clock.now()).toBe(begun + 33_000);
    expect(await clock.run(long)).toBe("COMPLETED");
  });

  test("when the time is up though a look hangs", async () => {
    const { clock, jobs, wait } = pollerWorld(900_000);
    const begun = clock.now();
    expect(await clock.run(outcome(wait(jobs.start(1e9), { until: begun + 60_000 })))).toBe("still RUNNING");
    expect(clock.now()).toBe(begun + 60_000);
  });

  test("by a signal, before or while waiting, without a trace", async () => {
    const { clock, jobs, wait } = pollerWorld();
    expect(await outcome(wait(jobs.start(9), { signal: AbortSignal.abort(new Error("before")) }))).toBe(
      "before",
    );
    const abort = new AbortController();
    const waiting = outcome(wait(jobs.start(1e9), { signal: abort.signal }));
    await clock.advance(12_000);
    abort.abort(new Error("enough"));
    expect(await waiting).toBe("enough");
    const looks = jobs.looks.length;
    await clock.advance(600_000);
    expect(jobs.looks).toHaveLength(looks);
  });

  test.each([[NaN], [Infinity]])("a start at %s, unreadable or ahead, counts as now", async (since) => {
    const { clock, jobs, wait } = pollerWorld();
    const begun = clock.now();
    await clock.run(wait(jobs.start(30_000), { since }));
    expect(clock.now() - begun).toBeLessThanOrEqual(35_200);
  });
});

describe("errors", () => {
  test("of one item: final ones end its wait, passing ones don't; the neighbours notice nothing", async () => {
    const { clock, jobs, wait } = pollerWorld();
    const gone = wait(jobs.start(30_000, { error: itemError(404, 9008) }));
    const down = jobs.start(30_000, { error: itemError(503, 9100) });
    const waits = [outcome(gone), outcome(wait(down)), outcome(wait(jobs.start(30_000)))];
    await clock.advance(60_000);
    jobs.get(down.id).error = undefined;
    expect(await clock.run(Promise.all(waits))).toEqual([
      expect.stringContaining("9008"),
      "COMPLETED",
      "COMPLETED",
    ]);
  });

  test("an item the answer doesn't mention is asked for again", async () => {
    const { clock, jobs } = pollerWorld();
    let looks = 0;
    const forgetful = new Poller<Job>(clock, async (ids) => (looks++ < 3 ? new Map() : jobs.look(ids)));
    const ended = await clock.run(
      forgetful.watch(jobs.start(1_000), { since: clock.now(), until: Infinity }),
    );
    expect(ended.state).toBe("COMPLETED");
    expect(looks).toBe(4);
  });

  const failing = (error: Error) => {
    const world = pollerWorld();
    const poller = new Poller<Job>(world.clock, () => Promise.reject(error));
    const waits = Array.from({ length: 250 }, () =>
      outcome(
        poller.watch(world.jobs.start(1e9), { since: world.clock.now(), until: world.clock.now() + 1e9 }),
      ),
    );
    return { ...world, waits };
  };
  const call = "POST /bulk/storage/exports/get";

  test.each([
    ["an expired token", new PlatformError({ failure: "refused", call, status: 401 })],
    ["a connection that stays lost", new PlatformError({ failure: "network", call, message: "gone" })],
  ])("of the call: %s ends all waits at once", async (_, error) => {
    const { clock, waits } = failing(error);
    const begun = clock.now();
    const ends = await clock.run(Promise.all(waits));
    expect(new Set(ends)).toEqual(new Set([error.message]));
    expect(clock.now() - begun).toBeLessThanOrEqual(10_000);
  });

  test("of the call: a refusal ends the waits of those it was about, the others go on", async () => {
    const { clock, jobs } = pollerWorld();
    const bad = jobs.start(30_000);
    const poller = new Poller<Job>(clock, (ids) =>
      ids.includes(bad.id)
        ? Promise.reject(new PlatformError({ failure: "refused", call, status: 400, code: 9011 }))
        : jobs.look(ids),
    );
    const all = [bad, ...Array.from({ length: 350 }, () => jobs.start(30_000))];
    const waits = all.map((job) => outcome(poller.watch(job, { since: clock.now(), until: Infinity })));
    const ends = await clock.run(Promise.all(waits));
    expect(ends[0]).toContain("9011");
    expect(ends.filter((end) => end === "COMPLETED").length).toBeGreaterThanOrEqual(251);
  });

  test("a listener that throws ends its own wait, no other", async () => {
    const { clock, jobs, poller } = pollerWorld();
    const options = { since: clock.now(), until: Infinity };
    const onLook = () => {
      throw new Error("listener");
    };
    const waits = [
      outcome(poller.watch(jobs.start(30_000), { ...options, onLook })),
      outcome(poller.watch(jobs.start(30_000), options)),
    ];
    expect(await clock.run(Promise.all(waits))).toEqual(["listener", "COMPLETED"]);
  });
});

test("a state nobody knows isn't final, and is shown to who listens", async () => {
  const { clock, jobs, poller } = pollerWorld();
  const seen: string[] = [];
  const job = jobs.start(20_000, { end: "QUEUED" });
  const waiting = outcome(
    poller.watch(job, {
      since: clock.now(),
      until: clock.now() + 60_000,
      onLook: ({ state }) => seen.push(state),
    }),
  );
  expect(await clock.run(waiting)).toBe("still QUEUED");
  expect(new Set(seen)).toEqual(new Set(["RUNNING", "QUEUED"]));
});

test("pollInterval bounds it from below, also for old jobs", async () => {
  const { clock, jobs, poller, wait } = pollerWorld();
  poller.atLeastEvery(120_000);
  const job = jobs.start(3_000_000);
  await clock.run(wait(job));
  const gaps = jobs.looksOf(job.id).map((at, i, all) => at - (all[i - 1] ?? -Infinity));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(120_000);
});
