import prettyMs from "pretty-ms";
import type { PlatformError } from "../errors/errors";

/** Who is told why something takes long, and when that is over. */
export interface Waits {
  waiting(why: string, ms: number): void;
  over(): void;
}

/** At least this long between two lines about the same reason. */
const BETWEEN_LINES_MS = 10_000;

/** Says in one line why something takes long, at most every 10 s per reason, and takes it back when it is over. */
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
      say("the platform answers again");
    },
  };
}

export const whyAfter = (error: PlatformError): string =>
  error.isMaintenance ? "the platform is under maintenance" : error.message;

export const RATE_LIMIT_REACHED =
  "the account's rate limit is reached; the next requests go out when its window ends";
