import type { Client } from "./client";
import { isPlatformError } from "../errors/errors";
import { waitBefore } from "./retry";

/** Rounds of "act, unclear response, no effect found" before giving up; with their waits, about a minute. */
const MOST_ROUNDS = 8;

/**
 * For what must not be done twice, within the client's time limit. After a response that leaves open whether it was done,
 * looks for the effect first, and repeats the action only if there is none.
 *
 * @param look returns what `act` would have returned if its effect exists, otherwise undefined
 */
export async function doOnce<T>(
  client: Client,
  act: () => Promise<T>,
  look: () => Promise<T | undefined>,
): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await act();
    } catch (error) {
      if (!isPlatformError(error) || !error.outcomeUnknown) throw error;
      const found = await look();
      if (found !== undefined) return found;
      const ms = waitBefore(round, error);
      if (round >= MOST_ROUNDS || ms > client.timeLeft) throw error;
      await client.clock.sleep(ms);
    }
  }
}
