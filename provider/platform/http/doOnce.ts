import type { Client } from "./client";
import { isPlatformError } from "../errors/errors";
import { waitBefore } from "./retry";

/** Rounds of "do it, no clear answer, no effect found" before giving up; with their waits, about a minute. */
const MOST_ROUNDS = 8;

/**
 * For what must not be done twice, within the client's time. After an answer that leaves open whether it was done, looks for the effect first, and
 * does it again only where there is none.
 *
 * @param look gives what `act` would have given if its effect is there, else undefined
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
