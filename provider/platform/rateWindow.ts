import { Expiries } from "./expiries";
import { PollBudget } from "./pollBudget";

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
  /** Left untouched for the account's other tools; at most a twentieth of the limit. */
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

/** What the platform said last: so many more until then. Other tools of the account count in it. */
interface ServerView {
  remaining: number;
  until: number;
  /** It refused: nothing goes before that time, whatever answers of earlier requests still come in. */
  refused: boolean;
}

export class RateWindow {
  private inFlight = 0;
  private readonly spent = new Expiries();
  private readonly polls: PollBudget;
  private server: ServerView | undefined;
  private refusals = 0;
  private limit: number;

  constructor(private readonly rules: RateRules = DEFAULT_RULES) {
    this.limit = rules.limit;
    this.polls = new PollBudget(rules.windowMs);
  }

  /** When a call of this purpose may be sent: `now`, a later time, or Infinity (only another's answer can tell). */
  earliest(purpose: Purpose, now: number): number {
    if (this.inFlight >= this.rules.concurrency) return Infinity;
    const share = purpose === "poll" ? this.polls.next(now, this.pollShare) : now;
    return Math.max(this.ownRoom(now), share, this.platformAllows(now));
  }

  /** How many looks at running jobs may be sent now, and at once at most, as far as their share goes. */
  pollRoom(now: number): { free: number; burst: number } {
    return { free: this.polls.room(now, this.pollShare), burst: this.polls.burst(this.pollShare) };
  }

  sent(purpose: Purpose): void {
    this.inFlight++;
    if (purpose === "poll") this.polls.use();
  }

  /** An answer came; or, without headers, none ever will. Either way the request counts from now on. */
  answered(now: number, headers?: RateHeaders): void {
    this.inFlight--;
    this.spent.add(now + this.rules.windowMs);
    if (!headers) return;
    if (headers.limit && headers.limit > 0) this.limit = headers.limit;
    if (this.isPaused(now)) return;
    this.refusals = 0;
    const { remaining, reset } = headers;
    this.server =
      remaining === undefined
        ? undefined
        : { remaining, until: now + this.untilReset(reset, now), refused: false };
  }

  /** 429: everything of this account stops until the reset; without a usable one, twice as long each time. */
  refused(now: number, headers: RateHeaders = {}): void {
    const wasPaused = this.isPaused(now);
    const refusals = wasPaused ? this.refusals : this.refusals + 1;
    this.answered(now, headers);
    // Calls that were under way together are refused together: that is one refusal.
    this.refusals = refusals;
    const fallback = Math.min(FALLBACK_PAUSE_MS * 2 ** (refusals - 1), LONGEST_FALLBACK_MS);
    const stated = headers.reset === undefined ? 0 : this.untilReset(headers.reset, now);
    const until = now + Math.max(stated, fallback) + RESET_MARGIN_MS;
    this.server = { remaining: 0, until, refused: true };
  }

  private isPaused(now: number): boolean {
    return this.server?.refused === true && now < this.server.until;
  }

  private get reserve(): number {
    return Math.min(this.rules.reserve, this.limit / 20);
  }

  private get budget(): number {
    return Math.max(1, this.limit - this.reserve);
  }

  private get pollShare(): number {
    return this.budget * this.rules.pollShare;
  }

  private untilReset(reset: number | undefined, now: number): number {
    const ahead = reset === undefined ? this.rules.windowMs : reset * 1000 - now;
    return Math.min(Math.max(ahead, 0), this.rules.windowMs);
  }

  private ownRoom(now: number): number {
    this.spent.drop(now);
    return this.inFlight + this.spent.size < this.budget ? now : (this.spent.first ?? Infinity);
  }

  /** Where little was left, nothing is known past the reset: one call goes ahead alone, and its answer tells. */
  private platformAllows(now: number): number {
    if (!this.server) return now;
    const { remaining, until, refused } = this.server;
    if (!refused && remaining - this.inFlight > this.reserve) return now;
    if (now < until) return until;
    return this.inFlight === 0 ? now : Infinity;
  }
}
