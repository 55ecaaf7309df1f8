import fc from "fast-check";
import { expect, test } from "vitest";
import { Poller, StillRunning } from "../../../provider/jobs/poller";
import { dueAt, POLL_RULES } from "../../../provider/jobs/schedule";
import type { Job } from "../../../provider/platform/api/jobs";
import { PollBudget } from "../../../provider/platform/rate/pollBudget";
import { mostWithin } from "../../support/modelServer";
import { itemError, ModelJobs } from "../../support/modelJobs";
import { VirtualClock } from "../../support/virtualClock";

/** A tenth of the real size, so that a few hundred jobs behave like thousands. */
const RULES = { ...POLL_RULES, chunk: 10 };
const SHARE = 475;
const WINDOW = 300_000;

const length = fc.oneof(
  fc.constant(30_000),
  fc.integer({ min: 100, max: 120_000 }),
  // A job that ends as it starts is never polled.
  fc.integer({ min: 1, max: 1_200_000 }),
);

/** Jobs that are submitted together and have the same length, their outcome, and how long their waiters wait. */
const group = fc.record({
  after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60_000 })),
  count: fc.integer({ min: 1, max: 60 }),
  length,
  fate: fc.constantFrom("COMPLETED", "COMPLETED", "FAILED", "gone", "hiccup"),
  patience: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 200_000 })),
  impatient: fc.boolean(),
});

interface Told {
  id: string;
  since: number;
  until: number;
  lengthMs: number;
  fate: string;
  answers: string[];
  toldAt: number;
}

type Group = typeof group extends fc.Arbitrary<infer T> ? T : never;

async function play(groups: readonly Group[], latencyMs: number) {
  const clock = new VirtualClock();
  const jobs = new ModelJobs(clock, latencyMs);
  const budget = new PollBudget();
  const look = (ids: readonly string[]) => {
    budget.use();
    return jobs.look(ids);
  };
  const room = () => budget.room(clock.now(), spare(jobs, clock.now()), WINDOW / 4);
  const poller = new Poller<Job>(clock, look, RULES, room);
  const waiters: Told[] = [];
  const waits: Promise<void>[] = [];
  const startOne = ({ length: lengthMs, fate, patience, impatient }: Group) => {
    const job = jobs.start(lengthMs, { end: fate === "FAILED" ? "FAILED" : "COMPLETED" });
    if (fate === "gone") jobs.get(job.id).error = itemError(404, 9008);
    if (fate === "hiccup") {
      jobs.get(job.id).error = itemError(503, 9100);
      void clock.sleep(lengthMs / 2).then(() => (jobs.get(job.id).error = undefined));
    }
    const since = clock.now();
    const until = since + (impatient ? patience : Infinity);
    const told: Told = { id: job.id, since, until, lengthMs, fate, answers: [], toldAt: 0 };
    const tell = (answer: string) => (told.answers.push(answer), (told.toldAt = clock.now()));
    waiters.push(told);
    const named = (error: unknown) => (error instanceof StillRunning ? "still" : "gone");
    waits.push(
      poller.watch(job, { since, until }).then(
        ({ state }) => void tell(state),
        (e) => void tell(named(e)),
      ),
    );
  };
  for (const one of groups) {
    await clock.advance(one.after);
    for (let i = 0; i < one.count; i++) startOne(one);
  }
  await clock.run(Promise.all(waits), 7_200_000);
  return { jobs, waiters };
}

/** What is left of the share after the polls in the last window. */
const spare = ({ looks }: ModelJobs, now: number): number =>
  SHARE - looks.filter(({ at }) => at > now - WINDOW).length;

const world = fc.tuple(fc.array(group, { minLength: 1, maxLength: 8 }), fc.constantFrom(50, 200, 2_000));

test("every waiter is answered once, with the true outcome", async () => {
  await fc.assert(
    fc.asyncProperty(world, async ([groups, latency]) => {
      const { waiters } = await play(groups, latency);
      for (const { answers, until, toldAt, fate } of waiters) {
        expect(answers).toHaveLength(1);
        const truth = fate === "hiccup" ? "COMPLETED" : fate;
        expect([truth, "still"]).toContain(answers[0]);
        expect(answers[0] === "still").toBe(toldAt === until && answers[0] !== truth);
      }
    }),
    { numRuns: 60 },
  );
});

test("polls contain at most a chunk, no job twice, and none before it is due", async () => {
  await fc.assert(
    fc.asyncProperty(world, async ([groups, latency]) => {
      const { jobs, waiters } = await play(groups, latency);
      for (const { ids } of jobs.looks) {
        expect(ids.length).toBeLessThanOrEqual(RULES.chunk);
        expect(new Set(ids).size).toBe(ids.length);
      }
      const looks = new Map<string, number[]>();
      for (const { at, ids } of jobs.looks)
        for (const id of ids) looks.set(id, [...(looks.get(id) ?? []), at]);
      for (const { id, since } of waiters) {
        const times = [since, ...(looks.get(id) ?? [])];
        for (const [i, at] of times.slice(1).entries())
          expect(at).toBeGreaterThanOrEqual(dueAt({ since, lookedAt: times[i]! }, RULES));
      }
    }),
    { numRuns: 60 },
  );
});

test("polls never exceed their share in five minutes, and every job is noticed within 60 s or a quarter of its length", async () => {
  const patient = group.map((one) => ({ ...one, impatient: false, fate: "COMPLETED" as const }));
  const busy = fc.array(patient, { minLength: 1, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(busy, fc.constantFrom(50, 500), async (groups, latency) => {
      const { jobs, waiters } = await play(groups, latency);
      expect(
        mostWithin(
          jobs.looks.map(({ at }) => at),
          WINDOW,
        ),
      ).toBeLessThanOrEqual(SHARE);
      for (const { toldAt, since, lengthMs } of waiters)
        expect(toldAt - since - lengthMs).toBeLessThanOrEqual(Math.max(0.25 * lengthMs, 60_000) + 10_000);
    }),
    { numRuns: 60 },
  );
});

test("a thousand endless jobs ahead of a short one don't delay it", async () => {
  const endless = {
    after: 0,
    count: 1000,
    length: 100_000_000,
    fate: "COMPLETED",
    patience: 3_600_000,
    impatient: true,
  } as const;
  const short = { ...endless, after: 100, count: 1, length: 10_000, impatient: false } as const;
  const { waiters } = await play([endless, short, { ...short, after: 900_000 }], 200);
  for (const { toldAt, since } of waiters.filter(({ lengthMs }) => lengthMs === 10_000))
    expect(toldAt - since - 10_000).toBeLessThanOrEqual(90_000);
});
