import { setTimeout as delay } from "node:timers/promises";

/** The time source, injected so that tests can advance it instead of sleeping. Milliseconds. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** setTimeout turns anything above 2^31-1 ms into 1 ms; an hour at a time is far below. */
const LONGEST_NAP = 3_600_000;

async function nap(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(Math.min(Math.max(0, ms), LONGEST_NAP), undefined, signal ? { signal } : {}).catch(
    (error: unknown) => {
      throw signal?.aborted ? signal.reason : error;
    },
  );
}

function clock(now: () => number, speed: number): Clock {
  return {
    now,
    async sleep(ms, signal) {
      const end = now() + ms;
      do await nap((end - now()) / speed, signal);
      while (now() < end);
    },
  };
}

const began = Date.now() - performance.now();

/**
 * Read once, then counted by a clock that nobody sets: a machine's clock that is set back by a day would make each wait a
 * day longer, and one that is set forward would end them all. How far it is from the platform's, answers tell.
 */
export const systemClock: Clock = clock(() => began + performance.now(), 1);

/**
 * A clock that has run `speed` times as fast as the real one since `anchor` (Unix ms). With the simulator on the same clock,
 * jobs that take an hour are over in seconds, and all durations keep their proportions.
 */
export const fastClock = (speed: number, anchor: number): Clock =>
  clock(() => anchor + (Date.now() - anchor) * speed, speed);

/** For tests and benchmarks: `PULUMI_CAVATICA_CLOCK=<speed>@<anchor>`. Real time unless set. */
export function clockFrom(env: Readonly<Record<string, string | undefined>>): Clock {
  const [, speed, anchor] = /^(\d+(?:\.\d+)?)@(\d+)$/.exec(env["PULUMI_CAVATICA_CLOCK"] ?? "") ?? [];
  return speed && anchor ? fastClock(Number(speed), Number(anchor)) : systemClock;
}
