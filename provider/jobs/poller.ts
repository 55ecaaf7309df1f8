import type { BulkAnswer } from "../platform/bulk";
import type { Clock } from "../platform/clock";
import { isFinal, type Job } from "../platform/jobs";
import { dueAt, nextChunk, POLL_RULES, type PollRules } from "./schedule";

export interface WatchOptions<J> {
  /** When the job was submitted, as far as known: jobs are looked at by age. */
  since: number;
  /** Give up waiting (never the job) at this time. */
  until: number;
  signal?: AbortSignal | undefined;
  onLook?: ((job: J) => void) | undefined;
}

interface Watch<J> extends WatchOptions<J> {
  id: string;
  lookedAt: number;
  last: J;
  resolve: (job: J) => void;
  reject: (error: unknown) => void;
}

/** The wait has ended, the job hasn't: it runs on at the platform and can be waited for again. */
export class StillRunning extends Error {
  override readonly name = "StillRunning";
  constructor(readonly job: Job) {
    super(`job ${job.id} is still ${job.state}`);
  }
}

/** One clock for all jobs of an account: looks at them in bulk, by age and oldest first (schedule.ts). */
export class Poller<J extends Job> {
  private readonly watches = new Map<string, Watch<J>[]>();
  private wake = new AbortController();
  private running = false;

  constructor(
    private readonly clock: Clock,
    private readonly look: (ids: readonly string[]) => Promise<BulkAnswer<J>>,
    private rules: PollRules = POLL_RULES,
  ) {}

  /** Looks less often than the age of the jobs asks for; `cavatica:pollInterval`. */
  atLeastEvery(soonestMs: number): void {
    this.rules = {
      ...this.rules,
      soonestMs: Math.max(POLL_RULES.soonestMs, soonestMs),
      latestMs: Math.max(POLL_RULES.latestMs, soonestMs),
    };
  }

  /** The job once it is COMPLETED or FAILED; StillRunning when the time is up; the signal's reason when aborted. */
  watch(job: J, options: WatchOptions<J>): Promise<J> {
    if (isFinal(job.state)) return Promise.resolve(job);
    return new Promise((resolve, reject) => {
      if (options.signal?.aborted) return reject(options.signal.reason as Error);
      const watch: Watch<J> = {
        ...options,
        id: job.id,
        lookedAt: this.clock.now(),
        last: job,
        resolve,
        reject,
      };
      options.signal?.addEventListener(
        "abort",
        () => this.end(watch, () => reject(options.signal?.reason as Error)),
        { once: true },
      );
      this.watches.set(job.id, [...(this.watches.get(job.id) ?? []), watch]);
      this.wake.abort();
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.watches.size > 0) {
      await this.nap();
      await this.round();
    }
    this.running = false;
  }

  private async nap(): Promise<void> {
    const now = this.clock.now();
    const soonest = [...this.watches.values()]
      .flat()
      .reduce((at, w) => Math.min(at, dueAt(w, this.rules), w.until), Infinity);
    const nextTick = Math.ceil((now + 1) / this.rules.gridMs) * this.rules.gridMs;
    this.wake = new AbortController();
    // What is overdue was passed over in the last round, and gets its next chance on the next tick.
    const at = soonest <= now ? nextTick : soonest;
    await this.clock.sleep(at - now, this.wake.signal).catch(() => undefined);
  }

  private async round(): Promise<void> {
    const now = this.clock.now();
    for (const watch of this.all())
      if (watch.until <= now) this.end(watch, () => watch.reject(new StillRunning(watch.last)));
    let due = this.all().filter((watch) => dueAt(watch, this.rules) <= now);
    due.sort((a, b) => a.since - b.since);
    for (const round = { now, chunksLooked: 0, progress: false }; ; round.chunksLooked++) {
      const chunk = nextChunk(due, round, this.rules);
      if (chunk.length === 0) return;
      const looked = new Set(chunk);
      due = due.filter((watch) => !looked.has(watch));
      round.progress = await this.lookAt(chunk);
    }
  }

  /** True if any of them has ended. An error of the whole call (a lost connection, an expired token) ends the waits. */
  private async lookAt(chunk: Watch<J>[]): Promise<boolean> {
    try {
      const answers = await this.look([...new Set(chunk.map((watch) => watch.id))]);
      return chunk.filter((watch) => this.digest(watch, answers.get(watch.id))).length > 0;
    } catch (error) {
      for (const watch of chunk) this.end(watch, () => watch.reject(error));
      return false;
    }
  }

  private digest(watch: Watch<J>, answer: J | Error | undefined): boolean {
    watch.lookedAt = this.clock.now();
    if (answer === undefined || (answer instanceof Error && isPassing(answer))) return false;
    if (answer instanceof Error) return this.end(watch, () => watch.reject(answer));
    watch.last = answer;
    watch.onLook?.(answer);
    return isFinal(answer.state) && this.end(watch, () => watch.resolve(answer));
  }

  private all(): Watch<J>[] {
    return [...this.watches.values()].flat();
  }

  private end(watch: Watch<J>, settle: () => void): true {
    const rest = (this.watches.get(watch.id) ?? []).filter((other) => other !== watch);
    if (rest.length > 0) this.watches.set(watch.id, rest);
    else this.watches.delete(watch.id);
    settle();
    return true;
  }
}

/** One item's error that may be gone at the next look. */
const isPassing = (error: Error): boolean => "isTransient" in error && error.isTransient === true;
