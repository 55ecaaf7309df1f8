/**
 * What looking at running jobs may use of the account's requests: a steady rate, and a burst on top for when many jobs
 * end at once. Both together never come to more than the share in any window, so that polling can't use it up early and
 * then stand still until the window ends.
 */
export class PollBudget {
  private tokens = 0;
  private at = -Infinity;

  /** @param windowMs what the requests of `refill` hold for. */
  constructor(private readonly windowMs: number) {}

  /** Requests that may go now; `share` is what polling may use in a window. */
  room(now: number, share: number): number {
    const burst = burstOf(share);
    const passed = Math.max(0, now - this.at);
    this.tokens = Math.min(burst, this.tokens + passed * this.perMs(share));
    this.at = now;
    return Math.floor(this.tokens + ROUNDING);
  }

  /** The most that may go at once. */
  burst(share: number): number {
    return burstOf(share);
  }

  /** When the next one may go. */
  next(now: number, share: number): number {
    return this.room(now, share) >= 1 ? now : now + Math.ceil((1 - this.tokens) / this.perMs(share));
  }

  use(): void {
    this.tokens--;
  }

  private perMs(share: number): number {
    return Math.max(share - burstOf(share), share / 2) / this.windowMs;
  }
}

/** A hundred bulk gets, 10 000 jobs, under the documented limit. */
const BURST_PART = 0.25;
const ROUNDING = 1e-9;

const burstOf = (share: number): number => Math.max(1, Math.floor(share * BURST_PART));
