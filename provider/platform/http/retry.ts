import prettyMs from "pretty-ms";
import type { Clock } from "../time/clock";
import { isPlatformError, type PlatformError } from "../errors/errors";

export interface RetryOptions {
  clock: Clock;
  /** False for a call that must not be carried out twice: it is retried only if the platform refused it outright. */
  idempotent: boolean;
  /** Limit of the whole operation including waits, possibly depending on the error. Milliseconds. */
  withinMs: number | ((error: PlatformError) => number);
  signal?: AbortSignal | undefined;
  /** Called before each wait, so that maintenance doesn't look like a hang. */
  onWait?: ((error: PlatformError, ms: number) => void) | undefined;
  random?: () => number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const MAINTENANCE_WAIT_MS = 60_000;

/** The longest wait that a refusal may ask for: the length of a rate window. */
const LONGEST_ASKED_MS = 300_000;

/**
 * Exponential from 0.5 s to 30 s with jitter; once a minute during maintenance, which takes long; never earlier than the
 * refusal asks for. Waiting for a rate limit's reset is up to the limiter.
 */
export function waitBefore(
  attempt: number,
  error: PlatformError,
  random: () => number = Math.random,
): number {
  const asked = Math.min(error.retryAfterMs ?? 0, LONGEST_ASKED_MS);
  if (error.isMaintenance) return Math.max(asked, MAINTENANCE_WAIT_MS);
  const ceiling = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  return Math.max(asked, ceiling / 2 + (ceiling / 2) * random());
}

export const mayRepeat = (error: PlatformError, idempotent: boolean): boolean =>
  idempotent ? error.isTransient : error.isRefusedForNow;

/** p-retry is an ES module: loaded on first use, and only once. */
const load = () => import("p-retry");
let library: ReturnType<typeof load> | undefined;

/**
 * Retries `attempt` as long as that is safe and useful. The loop is p-retry's; the waiting is done here, since time is
 * injected. p-retry isn't given the signal, because it would discard a response that arrives together with the abort.
 */
export async function withRetry<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { default: pRetry } = await (library ??= load());
  const { clock, idempotent, withinMs, signal, onWait, random } = options;
  const began = clock.now();
  return pRetry(attempt, {
    retries: Number.MAX_SAFE_INTEGER,
    minTimeout: 0,
    async shouldRetry({ error, attemptNumber }) {
      if (!isPlatformError(error) || !mayRepeat(error, idempotent)) return false;
      const ms = waitBefore(attemptNumber, error, random);
      const tried = clock.now() - began;
      if (tried + ms > (typeof withinMs === "number" ? withinMs : withinMs(error))) {
        if (tried > 0) error.message += ` Given up after ${prettyMs(tried, { secondsDecimalDigits: 0 })}.`;
        return false;
      }
      onWait?.(error, ms);
      await clock.sleep(ms, signal);
      return true;
    },
  });
}
