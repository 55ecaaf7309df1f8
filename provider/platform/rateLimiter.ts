import { Alarm } from "./alarm";
import type { Clock } from "./clock";
import { isPlatformError } from "./errors";
import { type Purpose, type RateHeaders, RateWindow } from "./rateWindow";

interface Waiter {
  purpose: Purpose;
  go(): void;
}

/** Lets calls through in order of arrival, as fast as the account's budget allows; one an account. */
export class RateLimiter {
  private readonly waiters: Waiter[] = [];
  private readonly alarm: Alarm;

  constructor(
    private readonly clock: Clock,
    private readonly window: RateWindow = new RateWindow(),
  ) {
    this.alarm = new Alarm(clock, () => this.pump());
  }

  /** Runs `send` when its turn comes; its answer, or its error, carries the rate headers. */
  async run<T extends { rate: RateHeaders }>(
    purpose: Purpose,
    send: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    await this.turn(purpose, signal);
    try {
      const answer = await send();
      this.window.answered(this.clock.now(), answer.rate);
      return answer;
    } catch (error) {
      this.learn(error);
      throw error;
    } finally {
      this.pump();
    }
  }

  /** How many looks at running jobs may go now, and at once at most, as far as their share of the budget goes. */
  pollRoom(): { free: number; burst: number } {
    return this.window.pollRoom(this.clock.now());
  }

  private learn(error: unknown): void {
    const refused = isPlatformError(error) && error.isRateLimit;
    const rate = isPlatformError(error) ? error.rate : undefined;
    this.window[refused ? "refused" : "answered"](this.clock.now(), rate);
  }

  private turn(purpose: Purpose, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const waiter = { purpose, go: () => (signal?.removeEventListener("abort", leave), resolve()) };
      const leave = () => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.waiters.push(waiter);
      this.pump();
    });
  }

  /** Grants every turn that is due; polls that wait for their share don't hold up other calls behind them. */
  private pump(): void {
    let next = Infinity;
    for (let i = 0; i < this.waiters.length;) {
      const waiter = this.waiters[i]!;
      const now = this.clock.now();
      const at = this.window.earliest(waiter.purpose, now);
      if (at <= now) {
        this.waiters.splice(i, 1);
        this.window.sent(waiter.purpose);
        waiter.go();
        continue;
      }
      next = Math.min(next, at);
      if (waiter.purpose === "call") break;
      i++;
    }
    this.alarm.set(next);
  }
}
