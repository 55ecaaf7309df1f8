import prettyMs from "pretty-ms";
import type { PlatformError } from "../errors/errors";

/** Receives the reason why something takes long, and when it is over. */
export interface Waits {
  waiting(why: string, ms: number): void;
  over(): void;
}

/** The minimum interval between two lines about the same reason. */
const BETWEEN_LINES_MS = 10_000;

/** Prints one line about why something takes long, at most every 10 s per reason, and another when it is over. */
export function waitAnnouncer(say: (line: string) => void, now: () => number = Date.now): Waits {
  const never = { why: "", at: -Infinity };
  let last = never;
  return {
    waiting(why, ms) {
      if (last.why === why && now() - last.at < BETWEEN_LINES_MS) return;
      last = { why, at: now() };
      say(`waiting ${prettyMs(ms, { secondsDecimalDigits: 0 })}: ${why}`);
    },
    over() {
      if (last === never) return;
      last = never;
      say("the platform responds again");
    },
  };
}

export const whyAfter = (error: PlatformError): string =>
  error.isMaintenance ? "the platform is under maintenance" : error.message;

export const RATE_LIMIT_REACHED =
  "the account's rate limit is reached; the next requests go out when its window ends";
