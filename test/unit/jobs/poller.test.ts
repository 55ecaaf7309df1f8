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

test("a job that has already ended isn't polled", async () => {
  const { jobs, wait } = pollerWorld();
  expect((await wait({ id: "x", state: "FAILED" })).state).toBe("FAILED");
  expect(jobs.looks).toEqual([]);
});

test("a hundred jobs share each poll, and all are answered at the first one after their end", async () => {
  const { clock, jobs, wait } = pollerWorld();
  const begun = clock.now();
  const waits = Array.from({ length: 100 }, () => wait(jobs.start(30_000)));
  await clock.run(Promise.all(waits));
  expect(jobs.looks.every(({ ids }) => ids.length === 100)).toBe(true);
  expect(jobs.looks.length).toBeLessThanOrEqual(7);
  expect(jobs.looks.length).toBeGreaterThan(0);
  expect(clock.now() - begun).toBeLessThanOrEqual(35_200);
});

test("two waiters for one job cost one ID per poll, and both are answered", async () => {
  const { clock, jobs, wait } = pollerWorld();
  const job = jobs.start(10_000);
  const both = await clock.run(Promise.all([wait(job), wait(job)]));
  expect(both.map(({ state }) => state)).toEqual(["COMPLETED", "COMPLETED"]);
  expect(jobs.looks.every(({ ids }) => ids.length === 1)).toBe(true);
});

test("polling stops when nobody waits, and starts again", async () => {
  const { clock, jobs, wait } = pollerWorld();
  await clock.run(wait(jobs.start(10_000)));
  const looks = jobs.looks.length;
  await clock.advance(3_600_000);
  expect(jobs.looks).toHaveLength(looks);
  expect((await clock.run(wait(jobs.start(10_000)))).state).toBe("COMPLETED");
});

test("jobs added while others are polled don't cause extra polls", async () => {
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

describe("a wait ends", () => {
  test("at its timeout, with the job as last seen, and doesn't affect other waiters", async () => {
    const { clock, jobs, wait } = pollerWorld();
    const job = jobs.start(120_000);
    const begun = clock.now();
    const short = outcome(wait(job, { until: begun + 33_000 }));
    const long = outcome(wait(job));
    expect(await clock.run(short)).toBe("still RUNNING");
    expect(clock.now()).toBe(begun + 33_000);
    expect(await clock.run(long)).toBe("COMPLETED");
  });

  test("at its timeout even if a poll hangs", async () => {
    const { clock, jobs, wait } = pollerWorld(900_000);
    const begun = clock.now();
    expect(await clock.run(outcome(wait(jobs.start(1e9), { until: begun + 60_000 })))).toBe("still RUNNING");
    expect(clock.now()).toBe(begun + 60_000);
  });

  test("on an abort signal, before or while waiting, leaving nothing behind", async () => {
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

  test.each([[NaN], [Infinity]])(
    "at the usual time if the job's start is invalid or in the future (%s)",
    async (since) => {
      const { clock, jobs, wait } = pollerWorld();
      const begun = clock.now();
      await clock.run(wait(jobs.start(30_000), { since }));
      expect(clock.now() - begun).toBeLessThanOrEqual(35_200);
    },
  );
});

describe("an error", () => {
  test("of one item ends its wait if final, and never affects the other waits", async () => {
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

  test("isn't assumed for an item missing in the answer, which is polled again", async () => {
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
  ])("of the call ends all waits at once: %s", async (_, error) => {
    const { clock, waits } = failing(error);
    const begun = clock.now();
    const ends = await clock.run(Promise.all(waits));
    expect(new Set(ends)).toEqual(new Set([error.message]));
    expect(clock.now() - begun).toBeLessThanOrEqual(10_000);
  });

  test("of the call ends only the waits of the refused jobs", async () => {
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

  test("thrown by a listener ends its own wait and no other", async () => {
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

test("an unknown state isn't final, and is passed to listeners", async () => {
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

test("pollInterval is a minimum, also for old jobs", async () => {
  const { clock, jobs, poller, wait } = pollerWorld();
  poller.atLeastEvery(120_000);
  const job = jobs.start(3_000_000);
  await clock.run(wait(job));
  const gaps = jobs.looksOf(job.id).map((at, i, all) => at - (all[i - 1] ?? -Infinity));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(120_000);
});
