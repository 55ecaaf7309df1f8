import { Alarm } from "../time/alarm";
import type { Clock } from "../time/clock";
import { isPlatformError } from "../errors/errors";
import type { PollRoom } from "./pollBudget";
import { type Purpose, type RateHeaders, RateWindow } from "./rateWindow";
import type { Ticket } from "./serverView";

interface Waiter {
  purpose: Purpose;
  go(ticket: Ticket): void;
}

/** Shorter waits for the account's budget aren't worth a line of output. */
const WORTH_TELLING_MS = 5_000;

/** Lets calls through in order of arrival, as fast as the account's budget allows; one per account. */
export class RateLimiter {
  private readonly waiters: Waiter[] = [];
  private readonly alarm: Alarm;

  constructor(
    private readonly clock: Clock,
    private readonly window: RateWindow = new RateWindow(),
    private readonly onWait?: (ms: number) => void,
  ) {
    this.alarm = new Alarm(clock, () => this.pump());
  }

  /** Runs `send` when its turn comes; its response or error carries the rate headers. */
  async run<T extends { rate: RateHeaders }>(
    purpose: Purpose,
    send: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const ticket = await this.turn(purpose, signal);
    try {
      const answer = await send();
      this.window.answered(ticket, this.clock.now(), answer.rate);
      return answer;
    } catch (error) {
      this.learn(ticket, error);
      throw error;
    } finally {
      this.pump();
    }
  }

  /** How many status polls the budget has room for now, besides the waiting calls. */
  pollRoom(): PollRoom {
    return this.window.pollRoom(this.clock.now(), this.waitingCalls);
  }

  private get waitingCalls(): number {
    return this.waiters.filter(({ purpose }) => purpose === "call").length;
  }

  private learn(ticket: Ticket, error: unknown): void {
    const refused = isPlatformError(error) && error.isRateLimit;
    const rate = isPlatformError(error) ? error.rate : undefined;
    this.window[refused ? "refused" : "answered"](ticket, this.clock.now(), rate);
  }

  private turn(purpose: Purpose, signal?: AbortSignal): Promise<Ticket> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const go = (ticket: Ticket) => (signal?.removeEventListener("abort", leave), resolve(ticket));
      const waiter = { purpose, go };
      const leave = () => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.waiters.push(waiter);
      this.pump();
    });
  }

  /** Grants every turn that is due; polls that wait for room don't hold up the calls behind them. */
  private pump(): void {
    let next = Infinity;
    let calls = this.waitingCalls;
    for (let i = 0; i < this.waiters.length;) {
      const waiter = this.waiters[i]!;
      const now = this.clock.now();
      const at = this.window.earliest(waiter.purpose, now, calls);
      if (at <= now) {
        this.waiters.splice(i, 1);
        if (waiter.purpose === "call") calls--;
        waiter.go(this.window.sent(waiter.purpose));
        continue;
      }
      next = Math.min(next, at);
      if (waiter.purpose === "call") break;
      i++;
    }
    this.alarm.set(next);
    const ms = next - this.clock.now();
    if (ms >= WORTH_TELLING_MS && Number.isFinite(ms)) this.onWait?.(ms);
  }
}
