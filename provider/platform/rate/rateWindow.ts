import { Expiries } from "./expiries";
import { PollBudget, type PollRoom } from "./pollBudget";
import { type RateHeaders, ServerView, type Ticket, untilReset } from "./serverView";

export type { RateHeaders } from "./serverView";

/**
 * The account's request budget, as pure logic: what was sent, what the platform reported, when the next call may be sent.
 * The platform allows 1000 requests in 5 minutes per user (https://docs.sevenbridges.com/docs/api-rate-limit). The
 * responses' headers take precedence, whatever limit and window they imply. Without headers the client's own count applies:
 * each request counts until 300 s after its *response*, so that no 300 s ever contain more than the limit, whether they are
 * measured here or by the platform.
 */
export interface RateRules {
  /** Requests per window; overridden by the responses' X-RateLimit-Limit. */
  limit: number;
  windowMs: number;
  /** Reserved for the account's other tools; at most a twentieth of the limit. */
  reserve: number;
  concurrency: number;
}

export const DEFAULT_RULES: RateRules = { limit: 1000, windowMs: 300_000, reserve: 50, concurrency: 10 };

export type Purpose = "call" | "poll";

/** A pause after a refusal ends this much later than the stated reset, since clocks differ. */
const RESET_MARGIN_MS = 1_000;
const FALLBACK_PAUSE_MS = 2_000;
const LONGEST_FALLBACK_MS = 60_000;

/** The share of the budget that polls leave for later submissions and look-ups: a twentieth. */
const KEPT_FOR_CALLS = 0.05;
/** While calls are waiting, polls may take no more than this share of the rest. */
const POLLS_BESIDE_CALLS = 0.1;
/** The rest is spread over at least this share of a window, since a sliding window's reset is always near. */
const SHORTEST_HORIZON = 0.25;

export class RateWindow {
  private sentCount = 0;
  private answeredCount = 0;
  private readonly spent = new Expiries();
  private readonly polls = new PollBudget();
  private server: ServerView | undefined;
  /** After a refusal nothing is sent before this time, whatever responses to earlier requests still arrive. */
  private pausedUntil = -Infinity;
  private refusals = 0;
  private limit: number;
  private longestWindowMs = 0;

  constructor(private readonly rules: RateRules = DEFAULT_RULES) {
    this.limit = rules.limit;
  }

  /**
   * When a call for this purpose may be sent: `now`, a later time, or Infinity (only another call's response will tell).
   *
   * @param waiting calls waiting for their turn, which take precedence over polls
   */
  earliest(purpose: Purpose, now: number, waiting = 0): number {
    if (this.inFlight >= this.rules.concurrency) return Infinity;
    const at = this.nextCall(now);
    if (purpose === "call" || at > now) return at;
    return waiting === 0 || this.spare(now, waiting) >= 1 ? now : Infinity;
  }

  /** How many status polls may be sent now. */
  pollRoom(now: number, waiting = 0): PollRoom {
    const untilFresh = this.server && this.server.until > now ? this.server.until - now : 0;
    const shortest = (this.longestWindowMs || this.rules.windowMs) * SHORTEST_HORIZON;
    const spare = this.nextCall(now) > now ? 0 : this.spare(now, waiting);
    return this.polls.room(now, spare, Math.max(untilFresh, shortest));
  }

  sent(purpose: Purpose): Ticket {
    this.sentCount++;
    if (purpose === "poll") this.polls.use();
    return { answeredBefore: this.answeredCount };
  }

  /** A response arrived or, without headers, none ever will. Either way the request counts from now on. */
  answered(ticket: Ticket, now: number, headers?: RateHeaders): void {
    this.answeredCount++;
    this.spent.add(now + this.rules.windowMs);
    if (!headers) return;
    if (headers.limit && headers.limit > 0) this.limit = headers.limit;
    if (now < this.pausedUntil) return;
    this.refusals = 0;
    this.learn(ServerView.from(headers, ticket, now, this.rules.windowMs), now);
  }

  /** 429: all calls of this account stop until the reset; without a usable reset, twice as long each time. */
  refused(ticket: Ticket, now: number, headers: RateHeaders = {}): void {
    // Calls that were under way at the same time are refused together, which counts as one refusal.
    const refusals = now < this.pausedUntil ? this.refusals : this.refusals + 1;
    this.answered(ticket, now, headers);
    this.refusals = refusals;
    const fallback = Math.min(FALLBACK_PAUSE_MS * 2 ** (refusals - 1), LONGEST_FALLBACK_MS);
    const stated = headers.reset === undefined ? 0 : untilReset(headers, now, this.rules.windowMs);
    this.pausedUntil = now + Math.max(stated, fallback) + RESET_MARGIN_MS;
    this.server = new ServerView(0, ticket, this.pausedUntil, headers.reset !== undefined);
  }

  private learn(view: ServerView | undefined, now: number): void {
    if (view) this.longestWindowMs = Math.max(this.longestWindowMs, view.until - now);
    if (!view || !this.server || this.server.until <= now || view.isNewerThan(this.server))
      this.server = view;
  }

  private get inFlight(): number {
    return this.sentCount - this.answeredCount;
  }

  private get reserve(): number {
    return Math.min(this.rules.reserve, this.limit / 20);
  }

  private get budget(): number {
    return Math.max(1, this.limit - this.reserve);
  }

  /** When the budget has room for one more. */
  private nextCall(now: number): number {
    if (!this.server) return this.nextByOwnCount(now);
    if (this.left(now) > 0) return now;
    if (now < this.server.until) return this.server.until;
    // Nothing is known past the reset: one call is sent alone, and its response tells.
    if (this.inFlight > 0) return Infinity;
    return this.server.isStated ? now : this.nextByOwnCount(now);
  }

  private nextByOwnCount(now: number): number {
    return this.ownLeft(now) > 0 ? now : (this.spent.first ?? Infinity);
  }

  private left(now: number): number {
    return this.server ? this.server.left(this.sentCount) - this.reserve : this.ownLeft(now);
  }

  private ownLeft(now: number): number {
    this.spent.drop(now);
    return this.budget - this.inFlight - this.spent.size;
  }

  /** The share of the rest that polls may use. Once its window has ended, the platform's report says nothing about the rest. */
  private spare(now: number, waiting: number): number {
    const isOver = this.server !== undefined && this.server.until <= now;
    const left = isOver ? this.ownLeft(now) : this.left(now);
    const kept = this.budget * KEPT_FOR_CALLS + waiting;
    if (waiting > 0) return Math.max(left - kept, left * POLLS_BESIDE_CALLS);
    // The last one of a small budget, or the single one past the reset.
    return Math.max(left - kept, 1);
  }
}
