import { BULK_SIZE } from "../platform/api/bulk";
import type { PollRoom } from "../platform/rate/pollBudget";

/**
 * When to poll which job, as pure logic. Times in milliseconds.
 * A job is due again after 10 % of its age, at least 5 s, at most 20 s. Jobs often end in the order they were submitted,
 * so the oldest due ones are polled first, and further ones only while the last poll showed progress; skipped jobs are
 * polled anyway once 10 % of their age (10 to 20 s) has passed, as far as the account's budget allows.
 */
export interface Watched {
  /** When the job was submitted, as far as we know. */
  since: number;
  /** When the last poll was sent: what it showed is no newer than that. */
  lookedAt: number;
}

export interface PollRules {
  shareOfAge: number;
  soonestMs: number;
  latestMs: number;
  forcedSoonestMs: number;
  /** Due times fall on multiples of this, so that jobs submitted apart share a bulk call. */
  gridMs: number;
  /** A poll may be early by this much, which is better than late by a whole grid step: polls go out a little after their tick. */
  slackMs: number;
  chunk: number;
  /**
   * This many chunks per round are polled whether or not they show progress, which covers up to 200 jobs. With more jobs,
   * a single chunk is polled as a sample until they begin to end.
   */
  freeChunks: number;
  /** The most bulk calls at a time; if all jobs of a wave have ended, the next wave is twice as large. */
  widestWave: number;
  /** Jobs count as beginning to end when this share of a wave's jobs has ended. */
  harvest: number;
}

export const POLL_RULES: PollRules = {
  shareOfAge: 0.1,
  soonestMs: 5_000,
  latestMs: 20_000,
  forcedSoonestMs: 10_000,
  gridMs: 5_000,
  slackMs: 1_000,
  chunk: BULK_SIZE,
  freeChunks: 2,
  widestWave: 8,
  harvest: 0.25,
};

/** The progress of a round of polls. */
export interface Round {
  now: number;
  /** The previous wave: its bulk calls, and the share of its jobs that had ended. Absent for a round's first wave. */
  before?: { chunks: number; ended: number } | undefined;
  room: PollRoom;
  /** Whether jobs have begun to end. */
  harvesting: boolean;
  /** All jobs not known to have ended, due or not. */
  unfinished: number;
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), Math.max(low, high));

const onGrid = (time: number, { gridMs, slackMs }: PollRules): number =>
  Math.ceil((time - slackMs) / gridMs) * gridMs;

/** The next time at which polling the job is useful. */
export function dueAt(job: Watched, rules: PollRules): number {
  const wait = clamp((job.lookedAt - job.since) * rules.shareOfAge, rules.soonestMs, rules.latestMs);
  return onGrid(job.lookedAt + wait, rules);
}

/** The time from which polling the job can't be put off: after a tenth of its age, within 10 to 20 s. */
export function forcedAt(job: Watched, rules: PollRules): number {
  const wait = clamp((job.lookedAt - job.since) * rules.shareOfAge, rules.forcedSoonestMs, rules.latestMs);
  return onGrid(job.lookedAt + Math.max(wait, rules.soonestMs), rules);
}

/** How urgent polling the job is: the time since its last poll, relative to the wait that is acceptable at its age. */
const urgency = ({ since, lookedAt }: Watched, now: number, rules: PollRules): number =>
  (now - lookedAt) / Math.max((now - since) * rules.shareOfAge, rules.forcedSoonestMs);

/**
 * The next bulk calls of a round, or none. `due` is sorted by age, oldest first.
 * A request costs the same for one job as for a hundred, so calls are filled with the oldest due jobs.
 */
export function nextWave<J extends Watched>(due: readonly J[], round: Round, rules: PollRules): J[][] {
  const forced = overdue(due, round.now, rules);
  const wanted = Math.max(wished(round, rules), Math.ceil(forced.length / rules.chunk));
  const calls = Math.min(wanted, allowance(round, rules), rules.widestWave);
  if (calls < 1) return [];
  const isForced = new Set(forced);
  const chosen = [...forced, ...due.filter((job) => !isForced.has(job))].slice(0, calls * rules.chunk);
  return chunksOf(chosen, rules.chunk);
}

/** The jobs that can't be put off any longer, most urgent first. */
function overdue<J extends Watched>(due: readonly J[], now: number, rules: PollRules): J[] {
  const forced = due.filter((job) => forcedAt(job, rules) <= now);
  const timed = forced.map((job) => ({ job, urgency: urgency(job, now, rules) }));
  return timed.sort((a, b) => b.urgency - a.urgency).map(({ job }) => job);
}

/** How many calls are useful, judging by the last wave. */
function wished({ before, harvesting, unfinished }: Round, { chunk, freeChunks }: PollRules): number {
  if (!before) return harvesting || unfinished <= freeChunks * chunk ? freeChunks : 1;
  if (before.ended === 1) return before.chunks * 2;
  return before.ended > 0 ? 1 : 0;
}

/**
 * How many calls may be spent. Until jobs begin to end, perhaps all at once, polling is paced and leaves one call for each
 * hundred jobs, or most of the budget if that is less. The last one isn't kept: only polling shows that there is room again.
 */
function allowance({ room, harvesting, unfinished }: Round, { chunk }: PollRules): number {
  if (harvesting) return Math.floor(room.all);
  if (room.all === 1) return Math.floor(room.paced);
  const kept = Math.min(Math.ceil(unfinished / chunk), room.all * MOST_KEPT);
  return Math.floor(Math.min(room.paced, room.all - kept));
}

const MOST_KEPT = 0.85;

function chunksOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}
