import { BULK_SIZE } from "../platform/api/bulk";
import type { PollRoom } from "../platform/rate/pollBudget";

/**
 * When to look at which job, as pure logic. Times in milliseconds.
 * A job is due again after 10 % of its age, at least 5 s, at most 20 s. Jobs often end in the order they were submitted,
 * so the oldest due ones are looked at first, and further ones only while the last look showed progress; what was passed
 * over is looked at anyway once 10 % of its age (10 to 20 s) has gone by, as far as the account's budget allows.
 */
export interface Watched {
  /** When the job was submitted, as far as we know. */
  since: number;
  /** When the last look was sent: what it showed is no newer than that. */
  lookedAt: number;
}

export interface PollRules {
  shareOfAge: number;
  soonestMs: number;
  latestMs: number;
  forcedSoonestMs: number;
  /** Due times fall on multiples of this, so that jobs submitted apart share a bulk call. */
  gridMs: number;
  /** A look so much too early is better than one a whole grid later: looks go out a little after their tick. */
  slackMs: number;
  chunk: number;
  /**
   * This many chunks a round are looked at whether or not they show progress: all there is for up to 200 jobs. Of more
   * jobs a single one, as a sample, until they begin to end.
   */
  freeChunks: number;
  /** The most bulk calls at a time; if all jobs of a batch have ended, the next one is twice as large. */
  widestWave: number;
  /** Jobs have begun to end when a wave shows this part of its jobs to have ended. */
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

/** Where a round of looks stands. */
export interface Round {
  now: number;
  /** The wave before this one: its bulk calls, and the part of its jobs that had ended. None in a round's first. */
  before?: { chunks: number; ended: number } | undefined;
  room: PollRoom;
  /** The jobs have begun to end. */
  harvesting: boolean;
  /** All jobs that haven't ended as far as we know, due or not. */
  unfinished: number;
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), Math.max(low, high));

const onGrid = (time: number, { gridMs, slackMs }: PollRules): number =>
  Math.ceil((time - slackMs) / gridMs) * gridMs;

/** The next moment at which a look is of use. */
export function dueAt(job: Watched, rules: PollRules): number {
  const wait = clamp((job.lookedAt - job.since) * rules.shareOfAge, rules.soonestMs, rules.latestMs);
  return onGrid(job.lookedAt + wait, rules);
}

/** The moment from which a look can't be put off: when the wait makes up a tenth of the job's age, or 10 to 20 s. */
export function forcedAt(job: Watched, rules: PollRules): number {
  const wait = clamp((job.lookedAt - job.since) * rules.shareOfAge, rules.forcedSoonestMs, rules.latestMs);
  return onGrid(job.lookedAt + Math.max(wait, rules.soonestMs), rules);
}

/** How much it matters to look at a job now: the wait since the last look, in terms of what is of little account at its age. */
const urgency = ({ since, lookedAt }: Watched, now: number, rules: PollRules): number =>
  (now - lookedAt) / Math.max((now - since) * rules.shareOfAge, rules.forcedSoonestMs);

/**
 * The bulk calls to make next in a round, or none. `due` is in order of age, the oldest first.
 * A request costs the same for one job as for a hundred, so calls are filled up with the oldest that are due.
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

/** What can't be put off any more, the most urgent first. */
function overdue<J extends Watched>(due: readonly J[], now: number, rules: PollRules): J[] {
  const forced = due.filter((job) => forcedAt(job, rules) <= now);
  const timed = forced.map((job) => ({ job, urgency: urgency(job, now, rules) }));
  return timed.sort((a, b) => b.urgency - a.urgency).map(({ job }) => job);
}

/** Calls that are of use as far as the last wave tells. */
function wished({ before, harvesting, unfinished }: Round, { chunk, freeChunks }: PollRules): number {
  if (!before) return harvesting || unfinished <= freeChunks * chunk ? freeChunks : 1;
  if (before.ended === 1) return before.chunks * 2;
  return before.ended > 0 ? 1 : 0;
}

/**
 * Calls that may be spent: without haste, and until the jobs begin to end, perhaps all at once, no more than leaves one
 * for each hundred of them, or most of what there is, if that is less.
 */
function allowance({ room, harvesting, unfinished }: Round, { chunk }: PollRules): number {
  if (harvesting) return Math.floor(room.all);
  const kept = Math.min(Math.ceil(unfinished / chunk), room.all * MOST_KEPT);
  return Math.floor(Math.min(room.paced, room.all - kept));
}

const MOST_KEPT = 0.85;

function chunksOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}
