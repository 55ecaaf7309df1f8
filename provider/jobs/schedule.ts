/**
 * When to look at which job, as pure logic. Times in milliseconds.
 * A job is due again after 10 % of its age, at least 5 s, at most 60 s. Jobs end roughly in the order they were
 * submitted, so the oldest due chunk is looked at first, and the next one only while the last showed progress; what was
 * passed over is looked at anyway once a quarter of its age (15 to 60 s) has gone by.
 */
export interface Watched {
  /** When the job was submitted, as far as we know. */
  since: number;
  lookedAt: number;
}

export interface PollRules {
  shareOfAge: number;
  soonestMs: number;
  latestMs: number;
  forcedShareOfAge: number;
  forcedSoonestMs: number;
  /** Due times fall on multiples of this, so that jobs submitted apart share a bulk call. */
  gridMs: number;
  chunk: number;
  /** This many chunks a round are looked at whether or not they show progress: all there is for up to 200 jobs. */
  freeChunks: number;
}

export const POLL_RULES: PollRules = {
  shareOfAge: 0.1,
  soonestMs: 5_000,
  latestMs: 60_000,
  forcedShareOfAge: 0.25,
  forcedSoonestMs: 15_000,
  gridMs: 5_000,
  chunk: 100,
  freeChunks: 2,
};

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), Math.max(low, high));

/** The next moment at which a look is of use. */
export function dueAt(job: Watched, rules: PollRules): number {
  const wait = clamp((job.lookedAt - job.since) * rules.shareOfAge, rules.soonestMs, rules.latestMs);
  return Math.ceil((job.lookedAt + wait) / rules.gridMs) * rules.gridMs;
}

/** The moment from which a look can't be put off: when the wait makes up a quarter of the age reached by then. */
export function forcedAt(job: Watched, rules: PollRules): number {
  const share = rules.forcedShareOfAge;
  const quarter = ((job.lookedAt - job.since) * share) / (1 - share);
  const wait = clamp(quarter, Math.max(rules.forcedSoonestMs, rules.soonestMs), rules.latestMs);
  return Math.ceil((job.lookedAt + wait) / rules.gridMs) * rules.gridMs;
}

/** The chunk to look at next in a round, or none. `due` is in order of age, the oldest first. */
export function nextChunk<J extends Watched>(
  due: readonly J[],
  round: { now: number; chunksLooked: number; progress: boolean },
  rules: PollRules,
): J[] {
  if (due.length === 0) return [];
  if (round.chunksLooked < rules.freeChunks || round.progress) return due.slice(0, rules.chunk);
  const forced = due.filter((job) => forcedAt(job, rules) <= round.now).slice(0, rules.chunk);
  if (forced.length === 0 || forced.length === rules.chunk) return forced;
  // A request costs the same for one job as for a hundred, so the rest of the chunk goes to the oldest others.
  const chosen = new Set(forced);
  return [...forced, ...due.filter((job) => !chosen.has(job)).slice(0, rules.chunk - forced.length)];
}
