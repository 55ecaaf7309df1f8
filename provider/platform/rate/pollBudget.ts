/** The share of the account's requests that status polls may use. */
export interface PollRoom {
  /** At a steady pace, so that the rest lasts until the window ends. */
  paced: number;
  /** Everything that other calls don't need, for when many jobs end at once. */
  all: number;
}

/** Polls that may be sent at once after a pause. */
const BURST = 10;
/** The share that pacing spreads over the rest of the window; the rest is kept for when many jobs end at once. */
const PACED_PART = 0.6;

/** Spreads the account's spare requests evenly over time: a token bucket that fills at the rate the rest of the window allows. */
export class PollBudget {
  private tokens = BURST;
  private at = -Infinity;

  /** How many may be sent now; `spare` requests are left for polling in the next `horizonMs`. */
  room(now: number, spare: number, horizonMs: number): PollRoom {
    const passed = Number.isFinite(this.at) ? Math.max(0, now - this.at) : 0;
    this.tokens = Math.min(BURST, this.tokens + (passed * spare * PACED_PART) / horizonMs);
    this.at = now;
    const all = Math.max(0, Math.floor(spare));
    return { paced: Math.min(all, Math.max(0, Math.floor(this.tokens + ROUNDING))), all };
  }

  /** Polls beyond the pace are followed by a pause, no longer than a full bucket takes to fill. */
  use(): void {
    this.tokens = Math.max(-BURST, this.tokens - 1);
  }
}

const ROUNDING = 1e-9;
