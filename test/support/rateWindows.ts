// A rate window of the client with a small budget, at a moment that stands still.
import {
  DEFAULT_RULES,
  type Purpose,
  type RateHeaders,
  type RateRules,
  RateWindow,
} from "../../provider/platform/rate/rateWindow";

export const NOW = 1_000_000_000_000;
/** Unix seconds. */
export const inSeconds = (seconds: number): number => NOW / 1000 + seconds;

/** 95 of 100 requests may be used. `spend` sends some, and receives their answers. */
export function windowWith(over: Partial<RateRules> = {}) {
  const window = new RateWindow({ ...DEFAULT_RULES, limit: 100, reserve: 5, ...over });
  const spend = (count: number, now: number, headers?: RateHeaders, purpose: Purpose = "call") => {
    for (let i = 0; i < count; i++) window.answered(window.sent(purpose), now, headers);
  };
  return { window, spend };
}
