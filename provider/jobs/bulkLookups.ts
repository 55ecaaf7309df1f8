import type { BulkAnswer } from "../platform/api/bulk";
import type { Clock } from "../platform/time/clock";
import { isPlatformError } from "../platform/errors/errors";
import { Collector } from "./collector";

/** Asks for single things by id that were asked for about the same time in one bulk call; each gets its own answer. */
export const bulkLooks = <T>(
  clock: Clock,
  ask: (ids: readonly string[]) => Promise<BulkAnswer<T>>,
): Collector<string, T> =>
  new Collector(clock, async (entries) => {
    const answers = await ask([...new Set(entries.map((entry) => entry.item))]);
    for (const { item, resolve, reject } of entries) {
      const answer = answers.get(item);
      if (isPlatformError(answer)) reject(answer);
      else resolve(answer!);
    }
  });
