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
  private alarm: { at: number; cancel: AbortController } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly window: RateWindow = new RateWindow(),
  ) {}

  /** Runs `send` when its turn comes; its answer, or its error, carries the rate headers. */
  async run<T extends { rate: RateHeaders }>(
    purpose: Purpose,
    send: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    await this.turn(purpose, signal);
    try {
      const answer = await send();
      this.window.answered(purpose, this.clock.now(), answer.rate);
      return answer;
    } catch (error) {
      this.learn(purpose, error);
      throw error;
    } finally {
      this.pump();
    }
  }

  private learn(purpose: Purpose, error: unknown): void {
    const refused = isPlatformError(error) && error.isRateLimit;
    const rate = isPlatformError(error) ? error.rate : undefined;
    this.window[refused ? "refused" : "answered"](purpose, this.clock.now(), rate);
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
    this.setAlarm(next);
  }

  private setAlarm(at: number): void {
    if (this.alarm?.at === at) return;
    this.alarm?.cancel.abort();
    this.alarm = undefined;
    if (at === Infinity) return;
    const alarm = { at, cancel: new AbortController() };
    this.alarm = alarm;
    this.clock.sleep(at - this.clock.now(), alarm.cancel.signal).then(
      () => {
        if (this.alarm === alarm) this.alarm = undefined;
        this.pump();
      },
      () => undefined,
    );
  }
}
