/** The X-RateLimit-* headers; `reset` in Unix seconds, `date` (the Date header) in milliseconds. Any may be missing. */
export interface RateHeaders {
  limit?: number | undefined;
  remaining?: number | undefined;
  reset?: number | undefined;
  date?: number | undefined;
}

/** Given to a request when it is sent, and returned with its response. */
export interface Ticket {
  /** Requests of this client that had been answered by then, which the platform has certainly counted. */
  answeredBefore: number;
}

/** The longest plausible window; a reset further away is in another unit, or nonsense. */
const LONGEST_WINDOW_MS = 3_600_000;
/** Clocks that differ by less than this agree well enough for a window of minutes. */
const SAME_CLOCK_MS = 60_000;

/**
 * The platform's latest report on the account's budget: this many more requests until the window ends. It includes the
 * account's other tools.
 */
export class ServerView {
  constructor(
    private readonly remaining: number,
    private readonly ticket: Ticket,
    /** When the window ends, by our clock. */
    readonly until: number,
    /** False for a refusal that says nothing about the window: the client's own count applies as well. */
    readonly isStated = true,
  ) {}

  /** Without a number of remaining requests, the headers are useless. */
  static from(headers: RateHeaders, ticket: Ticket, now: number, usualMs: number): ServerView | undefined {
    if (headers.remaining === undefined) return undefined;
    return new ServerView(headers.remaining, ticket, now + untilReset(headers, now, usualMs));
  }

  /** Whether this report is newer than the other: its request was sent after more responses had arrived. */
  isNewerThan(other: ServerView): boolean {
    return this.ticket.answeredBefore >= other.ticket.answeredBefore;
  }

  /**
   * Requests that may still be sent. Those under way at the same time as the one that brought the headers may or may not be
   * included in them; to be safe, they are counted here.
   */
  left(sent: number): number {
    return this.remaining - (sent - this.ticket.answeredBefore - 1);
  }
}

/**
 * Milliseconds until the window ends. Our clock may differ from the platform's, which the response's Date header shows;
 * without that header, no window is assumed to be longer than the documented one.
 */
export function untilReset({ reset, date }: RateHeaders, now: number, usualMs: number): number {
  if (reset === undefined) return usualMs;
  const clocksAgree = date !== undefined && Math.abs(date - now) <= SAME_CLOCK_MS;
  const ours = reset * 1000 - now;
  if (ours >= 0 && ours <= (clocksAgree ? LONGEST_WINDOW_MS : usualMs)) return ours;
  const theirs = date === undefined ? ours : reset * 1000 - date;
  return theirs > LONGEST_WINDOW_MS || (date === undefined && theirs > usualMs)
    ? usualMs
    : Math.max(theirs, 0);
}
