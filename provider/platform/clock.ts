import { setTimeout as delay } from "node:timers/promises";

/** Time as everything here sees it: injected, so that tests advance it instead of sleeping. Milliseconds. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** setTimeout turns anything above 2^31-1 ms into 1 ms; an hour at a time is far below. */
const LONGEST_NAP = 3_600_000;

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    const end = Date.now() + ms;
    do {
      const nap = Math.min(Math.max(0, end - Date.now()), LONGEST_NAP);
      await delay(nap, undefined, signal ? { signal } : {}).catch((error: unknown) => {
        throw signal?.aborted ? signal.reason : error;
      });
    } while (Date.now() < end);
  },
};
