import prettyMs from "pretty-ms";
import type { PlatformError } from "./errors";

/** At least this long between two lines about the same thing. */
const BETWEEN_LINES_MS = 10_000;

/** Tells why something takes long, in one line at most every 10 s for one reason; for a client's `onWait`. */
export function waitAnnouncer(
  say: (line: string) => void,
  now: () => number = Date.now,
): (error: PlatformError, ms: number) => void {
  let last = { why: "", at: -Infinity };
  return (error, ms) => {
    const why = error.isMaintenance ? "the platform is under maintenance" : error.message;
    if (last.why === why && now() - last.at < BETWEEN_LINES_MS) return;
    last = { why, at: now() };
    say(`waiting ${prettyMs(ms, { secondsDecimalDigits: 0 })}: ${why}`);
  };
}
