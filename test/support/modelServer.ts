import type { RateHeaders } from "../../provider/platform/rate/serverView";

/** How a server might count, as far as "1000 requests in 5 minutes" leaves it open. */
export type Counting = "sliding" | "from-first" | "by-the-clock";

export const COUNTINGS: readonly Counting[] = ["sliding", "from-first", "by-the-clock"];

/**
 * The simplest server with a rate limit: stores all times and counts them from scratch each time. Times are in
 * milliseconds.
 */
export class ModelServer {
  /** Times of all the client's requests that arrived, including refused ones. */
  readonly arrivals: number[] = [];
  readonly refused: number[] = [];
  private counted: number[] = [];
  private opened = -Infinity;

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
    private readonly counting: Counting,
  ) {}

  /** A request from the client; false means 429. */
  take(now: number): boolean {
    this.arrivals.push(now);
    const accepted = this.remaining(now) > 0;
    if (accepted) this.counted.push(now);
    else this.refused.push(now);
    return accepted;
  }

  /** Requests from the account's other tools, as far as they are accepted. */
  others(count: number, now: number): void {
    for (let i = Math.min(count, this.remaining(now)); i > 0; i--) this.counted.push(now);
  }

  headers(now: number): RateHeaders {
    return {
      limit: this.limit,
      remaining: this.remaining(now),
      reset: Math.ceil(this.reset(now) / 1000),
    };
  }

  private remaining(now: number): number {
    const from = this.windowStart(now);
    this.counted = this.counted.filter((at) => (this.counting === "sliding" ? at > from : at >= from));
    return this.limit - this.counted.length;
  }

  private windowStart(now: number): number {
    if (this.counting === "sliding") return now - this.windowMs;
    if (this.counting === "by-the-clock") return Math.floor(now / this.windowMs) * this.windowMs;
    if (now >= this.opened + this.windowMs) this.opened = now;
    return this.opened;
  }

  private reset(now: number): number {
    const start = this.counting === "sliding" ? (this.counted[0] ?? now) : this.windowStart(now);
    return start + this.windowMs;
  }
}

/** The largest number of these ascending times within any window (t - windowMs, t]. */
export function mostWithin(times: readonly number[], windowMs: number): number {
  let most = 0;
  for (let i = 0, first = 0; i < times.length; i++) {
    while (times[first]! <= times[i]! - windowMs) first++;
    most = Math.max(most, i - first + 1);
  }
  return most;
}
