import { Alarm } from "../platform/time/alarm";
import type { BulkAnswer } from "../platform/api/bulk";
import type { Clock } from "../platform/time/clock";
import { isPlatformError } from "../platform/errors/errors";
import { isFinal, type Job } from "../platform/api/jobs";
import type { PollRoom } from "../platform/rate/pollBudget";
import { Watch, type WatchOptions } from "./watch";
import { dueAt, nextWave, POLL_RULES, type PollRules, type Round } from "./schedule";

export type { WatchOptions };

/** The wait has ended but the job hasn't: it keeps running on the platform, and a later wait can resume. */
export class StillRunning extends Error {
  override readonly name = "StillRunning";
  constructor(readonly job: Job) {
    super(`job ${job.id} is still ${job.state}`);
  }
}

const UNLIMITED: PollRoom = { paced: Infinity, all: Infinity };

/** Polls all jobs of an account together: in bulk, by age, and oldest first (schedule.ts). */
export class Poller<J extends Job> {
  private readonly watches = new Set<Watch<J>>();
  private readonly signals = new WeakSet<AbortSignal>();
  private readonly tick: Alarm;
  private readonly deadline: Alarm;
  private looking = false;
  /** True from when jobs begin to end until none are left. */
  private harvesting = false;
  private stopped = false;

  /**
   * @param look a bulk call
   * @param room what polling may spend of the account's requests
   */
  constructor(
    private readonly clock: Clock,
    private readonly look: (ids: readonly string[]) => Promise<BulkAnswer<J>>,
    private rules: PollRules = POLL_RULES,
    private readonly room: () => PollRoom = () => UNLIMITED,
  ) {
    this.tick = new Alarm(clock, () => void this.round());
    this.deadline = new Alarm(clock, () => this.giveUp());
  }

  /** Polls less often than the jobs' age would allow; `cavatica:pollInterval`. */
  atLeastEvery(leastMs: number): void {
    const { soonestMs, latestMs, slackMs } = POLL_RULES;
    this.rules = {
      ...this.rules,
      soonestMs: Math.max(soonestMs, leastMs),
      latestMs: Math.max(latestMs, leastMs),
      slackMs: leastMs > soonestMs ? 0 : slackMs,
    };
  }

  /** The job once it is COMPLETED or FAILED; StillRunning when the time is up; the signal's reason when aborted. */
  watch<About = undefined>(job: J, options: WatchOptions<J, About>, about?: About): Promise<J> {
    if (isFinal(job.state)) return Promise.resolve(job);
    if (this.stopped) return Promise.reject(new StillRunning(job));
    return new Promise((resolve, reject) => {
      const { signal } = options;
      if (signal?.aborted) return reject(signal.reason as Error);
      if (signal) this.heed(signal);
      const now = this.clock.now();
      const since = sinceOf(options.since ?? Date.parse(job.startedOn ?? ""), now);
      const shared = options as WatchOptions<J, unknown>;
      const watch = new Watch(job, since, now, shared, about, resolve, reject);
      this.watches.add(watch);
      this.deadline.atLatest(options.until);
      if (!this.looking) this.tick.atLatest(dueAt(watch, this.rules));
    });
  }

  /** Ends all waits with this signal once it is aborted. */
  private heed(signal: AbortSignal): void {
    if (this.signals.has(signal)) return;
    this.signals.add(signal);
    const abort = () => {
      for (const watch of [...this.watches])
        if (watch.options.signal === signal) this.end(watch, () => watch.reject(signal.reason as Error));
    };
    signal.addEventListener("abort", abort, { once: true });
  }

  /** Ends all current and future waits with StillRunning: the user has cancelled, and the jobs keep running. */
  stopWaiting(): void {
    this.stopped = true;
    for (const watch of [...this.watches]) this.end(watch, () => watch.reject(new StillRunning(watch.last)));
  }

  private async round(): Promise<void> {
    this.looking = true;
    const now = this.clock.now();
    let before: Round["before"];
    let due = [...this.watches].filter((watch) => dueAt(watch, this.rules) <= now);
    due.sort((a, b) => a.since - b.since);
    for (;;) {
      const { harvesting, watches } = this;
      const round = { now, before, room: this.room(), harvesting, unfinished: watches.size };
      const wave = nextWave(due, round, this.rules);
      if (wave.length === 0) break;
      const chosen = new Set(wave.flat());
      const ended = await Promise.all(wave.map((chunk) => this.lookAt(chunk)));
      before = { chunks: wave.length, ended: ended.reduce((sum, n) => sum + n, 0) / chosen.size };
      this.harvesting ||= before.ended >= this.rules.harvest;
      due = due.filter((watch) => !chosen.has(watch) && this.watches.has(watch));
    }
    this.looking = false;
    this.tick.set(this.nextTick());
  }

  /** Jobs that are overdue were skipped in the last round and are considered again on the next tick. */
  private nextTick(): number {
    let soonest = Infinity;
    for (const watch of this.watches) soonest = Math.min(soonest, dueAt(watch, this.rules));
    const { gridMs } = this.rules;
    return Math.max(soonest, (Math.floor(this.clock.now() / gridMs) + 1) * gridMs);
  }

  /** How many of them have ended. */
  private async lookAt(chunk: Watch<J>[]): Promise<number> {
    const sentAt = this.clock.now();
    let answers: BulkAnswer<J>;
    try {
      answers = await this.look([...new Set(chunk.map((watch) => watch.id))]);
    } catch (error) {
      // An error that persists through all retries, such as no connection or no valid token, would end the next calls too.
      const concerned = isForAll(error) ? [...this.watches] : chunk;
      for (const watch of concerned) this.end(watch, () => watch.reject(error));
      return 0;
    }
    return chunk.filter((watch) => this.digest(watch, sentAt, answers.get(watch.id))).length;
  }

  /** True if this ends the wait. */
  private digest(watch: Watch<J>, sentAt: number, answer: J | Error | undefined): boolean {
    watch.lookedAt = sentAt;
    if (answer === undefined || (answer instanceof Error && isPassing(answer))) return false;
    if (answer instanceof Error) return this.end(watch, () => watch.reject(answer));
    watch.last = answer;
    try {
      watch.options.onLook?.(answer, watch.about);
    } catch (error) {
      return this.end(watch, () => watch.reject(error));
    }
    return isFinal(answer.state) && this.end(watch, () => watch.resolve(answer));
  }

  private giveUp(): void {
    const now = this.clock.now();
    let next = Infinity;
    for (const watch of this.watches) {
      if (watch.options.until <= now) this.end(watch, () => watch.reject(new StillRunning(watch.last)));
      else next = Math.min(next, watch.options.until);
    }
    this.deadline.set(next);
  }

  private end(watch: Watch<J>, settle: () => void): true {
    if (this.watches.delete(watch)) settle();
    if (this.watches.size === 0) this.rest();
    return true;
  }

  private rest(): void {
    this.harvesting = false;
    this.tick.set(Infinity);
    this.deadline.set(Infinity);
  }
}

/** A time that can't be parsed, or is in the future because clocks differ, says nothing about the job's age. */
const sinceOf = (time: number, now: number): number => (time <= now ? time : now);

/** An item's error that may be gone at the next poll. */
const isPassing = (error: Error): boolean => isPlatformError(error) && error.isTransient;

const isForAll = (error: unknown): boolean =>
  isPlatformError(error) && (error.isTransient || error.isUnauthorized || error.failure === "unsent");
