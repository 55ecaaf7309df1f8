/**
 * The account's request budget, as pure logic: what was sent, what the platform said, when the next call may go.
 * The platform allows 1000 requests in 5 minutes a user (its page "API rate limit"). Whether its window slides or is
 * fixed isn't documented, so this one slides and counts each request until 300 s after its *answer*: never more than
 * the limit in any 300 s, whichever end of the wire counts.
 */
export interface RateRules {
  /** Requests a window; the answer's X-RateLimit-Limit overrides it. */
  limit: number;
  windowMs: number;
  /** Left untouched for the account's other tools. */
  reserve: number;
  concurrency: number;
  /** The part of the budget that looking at running jobs may use. */
  pollShare: number;
}

export const DEFAULT_RULES: RateRules = {
  limit: 1000,
  windowMs: 300_000,
  reserve: 50,
  concurrency: 10,
  pollShare: 0.5,
};

export type Purpose = "call" | "poll";

/** The X-RateLimit-* headers; `reset` in Unix seconds. Any may be missing. */
export interface RateHeaders {
  limit?: number | undefined;
  remaining?: number | undefined;
  reset?: number | undefined;
}

/** Clocks differ: a reset is believed to lie 0 to 300 s ahead, and met with this margin. */
const RESET_MARGIN_MS = 1_000;
const FALLBACK_PAUSE_MS = 2_000;
const LONGEST_FALLBACK_MS = 60_000;

export class RateWindow {
  private readonly inFlight: Record<Purpose, number> = { call: 0, poll: 0 };
  private readonly spent: Record<Purpose, Expiries> = { call: new Expiries(), poll: new Expiries() };
  /** What the platform said last: so many more until then. Other tools of the account count in it. */
  private server: { remaining: number; until: number } | undefined;
  private refusals = 0;
  private limit: number;

  constructor(private readonly rules: RateRules = DEFAULT_RULES) {
    this.limit = rules.limit;
  }

  /** When a call of this purpose may be sent: `now`, a later time, or Infinity (only another's answer can tell). */
  earliest(purpose: Purpose, now: number): number {
    this.forget(now);
    if (this.pending >= this.rules.concurrency) return Infinity;
    const own = this.room(["call", "poll"], this.limit - this.rules.reserve, now);
    const share = purpose === "poll" ? this.room(["poll"], this.limit * this.rules.pollShare, now) : now;
    return Math.max(own, share, this.platformAllows(now));
  }

  sent(purpose: Purpose): void {
    this.inFlight[purpose]++;
  }

  /** An answer came, or will never come; either way the request counts from now on. */
  answered(purpose: Purpose, now: number, headers: RateHeaders = {}): void {
    this.inFlight[purpose]--;
    this.spent[purpose].add(now + this.rules.windowMs);
    if (headers.limit && headers.limit > this.rules.reserve) this.limit = headers.limit;
    if (headers.remaining === undefined) return;
    this.refusals = 0;
    this.server = { remaining: headers.remaining, until: now + this.untilReset(headers.reset, now) };
  }

  /** 429: everything of this account stops until the reset; without a usable one, twice as long each time. */
  refused(purpose: Purpose, now: number, headers: RateHeaders = {}): void {
    this.answered(purpose, now, { ...headers, remaining: undefined });
    const fallback = Math.min(FALLBACK_PAUSE_MS * 2 ** this.refusals++, LONGEST_FALLBACK_MS);
    const stated = headers.reset === undefined ? 0 : this.untilReset(headers.reset, now);
    this.server = { remaining: 0, until: now + Math.max(stated, fallback) + RESET_MARGIN_MS };
  }

  private get pending(): number {
    return this.inFlight.call + this.inFlight.poll;
  }

  private untilReset(reset: number | undefined, now: number): number {
    const ahead = reset === undefined ? this.rules.windowMs : reset * 1000 - now;
    return Math.min(Math.max(ahead, 0), this.rules.windowMs);
  }

  private room(purposes: Purpose[], budget: number, now: number): number {
    const used = purposes.reduce((sum, p) => sum + this.inFlight[p] + this.spent[p].size, 0);
    if (used < Math.max(1, budget)) return now;
    return Math.min(...purposes.map((p) => this.spent[p].first ?? Infinity));
  }

  /** Past the reset nothing is known, so one call goes ahead alone; its answer brings the next figures. */
  private platformAllows(now: number): number {
    if (!this.server) return now;
    const floor = Math.min(this.rules.reserve, this.limit / 20);
    if (now < this.server.until)
      return this.server.remaining - this.pending > floor ? now : this.server.until;
    return this.pending === 0 ? now : Infinity;
  }

  private forget(now: number): void {
    this.spent.call.drop(now);
    this.spent.poll.drop(now);
  }
}

/** Times in ascending order; a moving head keeps `drop` cheap. */
class Expiries {
  private times: number[] = [];
  private head = 0;

  get size(): number {
    return this.times.length - this.head;
  }
  get first(): number | undefined {
    return this.times[this.head];
  }
  add(time: number): void {
    this.times.push(time);
  }
  drop(now: number): void {
    while (this.size > 0 && this.times[this.head]! <= now) this.head++;
    if (this.head > 1_000) {
      this.times = this.times.slice(this.head);
      this.head = 0;
    }
  }
}
