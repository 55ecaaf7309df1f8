/** The X-RateLimit-* headers; `reset` in Unix seconds, `date` (the Date header) in milliseconds. Any may be missing. */
export interface RateHeaders {
  limit?: number | undefined;
  remaining?: number | undefined;
  reset?: number | undefined;
  date?: number | undefined;
}

/** What a request is told when it is sent, and gives back with its answer. */
export interface Ticket {
  /** Requests of this client that had been answered by then: the platform has certainly counted them. */
  answeredBefore: number;
}

/** The longest window that is believed; a reset further away is in another unit, or nonsense. */
const LONGEST_WINDOW_MS = 3_600_000;
/** Clocks that differ by less agree, as far as a window of minutes is concerned. */
const SAME_CLOCK_MS = 60_000;

/**
 * What the platform said last about the account's budget: this many more requests until the window ends. Other tools of
 * the account count in it.
 */
export class ServerView {
  constructor(
    private readonly remaining: number,
    private readonly ticket: Ticket,
    /** When the window ends, by our clock. */
    readonly until: number,
    /** False for a refusal that says nothing of the window: our own count holds beside it. */
    readonly isStated = true,
  ) {}

  /** Without a number of remaining requests, the headers say nothing. */
  static from(headers: RateHeaders, ticket: Ticket, now: number, usualMs: number): ServerView | undefined {
    if (headers.remaining === undefined) return undefined;
    return new ServerView(headers.remaining, ticket, now + untilReset(headers, now, usualMs));
  }

  /** Whether this was said later than the other: its request was sent after more answers had come. */
  isNewerThan(other: ServerView): boolean {
    return this.ticket.answeredBefore >= other.ticket.answeredBefore;
  }

  /**
   * Requests that may still go. Those which were under way together with the one that brought the headers may have been
   * counted in them or not; to be safe, they count here.
   */
  left(sent: number): number {
    return this.remaining - (sent - this.ticket.answeredBefore - 1);
  }
}

/**
 * Milliseconds until the window ends. Our clock may differ from the platform's, which the answer's Date header shows;
 * without that header, no window is believed to be longer than the documented one.
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
