import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueAt, forcedAt, nextWave, POLL_RULES, type Round } from "../../../provider/jobs/schedule";

const T = 1_700_000_000_000;
const secondsToDue = (age: number, due = dueAt) =>
  (due({ since: T - age * 1000, lookedAt: T }, POLL_RULES) - T) / 1000;

describe("the time of a job's next poll", () => {
  test.each([
    [0, 5],
    [30, 5],
    [60, 5],
    [100, 10],
    [160, 15],
    [300, 20],
    [36_000, 20],
  ])("for a job polled at an age of %d s is %d s later", (age, seconds) =>
    expect(secondsToDue(age)).toBe(seconds),
  );

  test.each([
    [0, 10],
    [60, 10],
    [120, 15],
    [150, 15],
    [600, 20],
    [36_000, 20],
  ])("if it can't be put off, for a job polled at an age of %d s, is %d s later", (age, seconds) =>
    expect(secondsToDue(age, forcedAt)).toBe(seconds),
  );

  test("is on the grid and within the rules' limits at any age, and never later than forced", () => {
    const age = fc.integer({ min: 0, max: 10 * 86_400_000 });
    fc.assert(
      fc.property(age, fc.integer({ min: 0, max: 10_000 }), (ms, offset) => {
        const job = { since: T + offset - ms, lookedAt: T + offset };
        const due = dueAt(job, POLL_RULES);
        expect(due % POLL_RULES.gridMs).toBe(0);
        expect(due - job.lookedAt).toBeGreaterThanOrEqual(POLL_RULES.soonestMs - POLL_RULES.slackMs);
        expect(due - job.lookedAt).toBeLessThanOrEqual(POLL_RULES.latestMs + POLL_RULES.gridMs);
        expect(due).toBeLessThanOrEqual(forcedAt(job, POLL_RULES));
      }),
    );
  });

  test("is the same for jobs submitted within one tick", () => {
    const dues = [0, 1_000, 4_000].map((ms) => dueAt({ since: T + ms, lookedAt: T + ms }, POLL_RULES));
    expect(new Set(dues).size).toBeLessThanOrEqual(2);
  });
});

const job = (age: number, lookedAgo: number) => ({ since: T - age * 1000, lookedAt: T - lookedAgo * 1000 });
const jobs = (count: number, age = 30, lookedAgo = 5) =>
  Array.from({ length: count }, (_, i) => ({ ...job(age, lookedAgo), since: T - age * 1000 + i }));
const plenty = { paced: Infinity, all: Infinity };
const round = (more: Partial<Round> = {}): Round => {
  return { now: T, room: plenty, harvesting: false, unfinished: 1000, ...more };
};
const sizes = (waves: unknown[][]) => waves.map((wave) => wave.length);

describe("the jobs of the next poll", () => {
  test("are all of up to 200 jobs at once", () => {
    expect(sizes(nextWave(jobs(170), round({ unfinished: 170 }), POLL_RULES))).toEqual([100, 70]);
    expect(sizes(nextWave(jobs(200), round({ unfinished: 200 }), POLL_RULES))).toEqual([100, 100]);
    expect(sizes(nextWave(jobs(201), round({ unfinished: 201 }), POLL_RULES))).toEqual([100]);
  });

  test("are a sample of the oldest of more jobs until they begin to end, then twice as many", () => {
    const due = jobs(1000);
    expect(nextWave(due, round(), POLL_RULES)).toEqual([due.slice(0, 100)]);
    expect(sizes(nextWave(due, round({ harvesting: true }), POLL_RULES))).toEqual([100, 100]);
  });

  test.each([
    ["no progress, no more polls", 0, 2, 0],
    ["some progress, one more poll", 0.01, 4, 1],
    ["all had ended, twice as many polls", 1, 2, 4],
    ["at most the widest round", 1, 8, 8],
  ])("depend on the last poll: %s", (_, ended, chunks, wave) => {
    expect(nextWave(jobs(1000), round({ before: { chunks, ended } }), POLL_RULES)).toHaveLength(wave);
  });

  test("start with those skipped for too long, with or without progress, filled up with the oldest others", () => {
    const waiting = jobs(30, 40, 21);
    const due = [...jobs(500, 60, 5), ...waiting];
    const [call, ...more] = nextWave(due, round({ before: { chunks: 1, ended: 0 } }), POLL_RULES);
    expect(more).toEqual([]);
    expect(call?.slice(0, 30)).toEqual(waiting);
    expect(call?.slice(30)).toEqual(due.slice(0, 70));
  });

  test("are ordered by urgency among those: the longest wait relative to age first", () => {
    const [first, second] = [job(30, 22), job(400, 75)];
    expect(nextWave([second, first], round(), POLL_RULES)[0]).toEqual([first, second]);
    const [longer, shorter] = [job(60, 30), job(60, 25)];
    expect(nextWave([shorter, longer], round(), POLL_RULES)[0]).toEqual([longer, shorter]);
  });

  test("include one that can't be put off from this moment on, and not a moment earlier", () => {
    const idle = { before: { chunks: 1, ended: 0 } };
    const waiting = job(40, 10);
    expect(forcedAt(waiting, POLL_RULES)).toBe(T);
    expect(nextWave([waiting], round(idle), POLL_RULES)).toEqual([[waiting]]);
    expect(nextWave([waiting], round({ ...idle, now: T - 1 }), POLL_RULES)).toEqual([]);
  });
});

describe("the number of polls", () => {
  const wave = (all: number, more: Partial<Round>, paced = all) =>
    nextWave(jobs(1000, 60, 60), round({ room: { paced, all }, ...more }), POLL_RULES).length;

  test("leaves one call per hundred jobs in reserve before the jobs begin to end", () => {
    expect(wave(15, { unfinished: 1000 })).toBe(5);
    expect(wave(10, { unfinished: 1000 })).toBe(1);
    expect(wave(0, { unfinished: 1000 })).toBe(0);
  });

  test("is one if there is a single request left and its turn has come, since nothing else shows that there are more", () => {
    expect(wave(1, { unfinished: 1000 })).toBe(1);
    expect(wave(1, { unfinished: 1000 }, 0)).toBe(0);
  });

  test.each([{}, { harvesting: true }])("is zero if more was spent than there is (%o)", (more) => {
    expect(wave(-5, more)).toBe(0);
  });

  test("but is never so small that sampling stops with a full budget", () => {
    expect(wave(118, { unfinished: 1_000_000 })).toBeGreaterThan(5);
  });

  test("is limited by the pace", () => {
    expect(wave(900, { unfinished: 1000 }, 3)).toBe(3);
  });

  test("is the whole budget once jobs end, whatever the pace", () => {
    expect(wave(7, { harvesting: true }, 0)).toBe(7);
    expect(wave(0.9, { harvesting: true })).toBe(0);
  });
});

test("every round has calls of at most a hundred, no job twice, none that isn't due, and stays within the budget", () => {
  const anyJob = fc.record({ age: fc.nat(10_000), lookedAgo: fc.nat(100) });
  const anyRound = fc.record({
    free: fc.integer({ min: -5, max: 200 }),
    chunks: fc.integer({ min: 1, max: 8 }),
    ended: fc.double({ min: 0, max: 1, noNaN: true }),
    first: fc.boolean(),
    harvesting: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(anyJob, { maxLength: 1500 }),
      anyRound,
      (list, { free, chunks, ended, first, harvesting }) => {
        const due = list.map(({ age, lookedAgo }) => job(age, lookedAgo)).sort((a, b) => a.since - b.since);
        const before = first ? undefined : { chunks, ended };
        const room = { paced: free, all: free };
        const wave = nextWave(due, round({ before, room, harvesting, unfinished: list.length }), POLL_RULES);
        const chosen = wave.flat();
        expect(Math.max(0, ...sizes(wave))).toBeLessThanOrEqual(100);
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.every((one) => due.includes(one))).toBe(true);
        expect(wave.length).toBeLessThanOrEqual(Math.min(Math.max(0, free), POLL_RULES.widestWave));
      },
    ),
  );
});
