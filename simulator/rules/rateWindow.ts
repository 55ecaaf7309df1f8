/** How many requests in how many seconds (documented: api-rate-limit, 1000 in 300). */
export interface RateLimit {
  limit: number;
  windowSeconds: number;
  /** Not documented: whether the window starts with its first request, or slides. */
  kind: "fixed" | "sliding";
}

/** The values of the X-RateLimit headers. */
export interface RateStatus {
  limit: number;
  remaining: number;
  /** Unix time in seconds. */
  reset: number;
}

/** The requests of one user, or of one token. */
export class RateWindow {
  readonly #limit: RateLimit;
  /** Times of requests as [time, count], oldest first. A fixed window keeps a single entry. */
  #spent: [at: number, count: number][] = [];
  #total = 0;

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** Counts a request if the window has room for it; false means refusal, which isn't counted. */
  take(now: number): boolean {
    this.#expire(now);
    if (this.#total >= this.#limit.limit) return false;
    this.spend(1, now);
    return true;
  }

  /** Counts requests from other tools that share the window. */
  spend(count: number, now: number): void {
    this.#expire(now);
    this.#total += count;
    const last = this.#spent.at(-1);
    if (last && (this.#limit.kind === "fixed" || last[0] === now)) last[1] += count;
    else this.#spent.push([now, count]);
  }

  status(now: number): RateStatus {
    this.#expire(now);
    const oldest = this.#spent[0]?.[0] ?? now;
    return {
      limit: this.#limit.limit,
      remaining: Math.max(0, this.#limit.limit - this.#total),
      reset: Math.ceil(oldest / 1000 + this.#limit.windowSeconds),
    };
  }

  #expire(now: number): void {
    const horizon = now - this.#limit.windowSeconds * 1000;
    let expired = 0;
    for (const [at, count] of this.#spent) {
      if (at > horizon) break;
      this.#total -= count;
      expired++;
    }
    if (expired > 0) this.#spent = this.#spent.slice(expired);
  }
}
