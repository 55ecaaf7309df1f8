import type { BulkAnswer } from "../platform/api/bulk";
import type { Clock } from "../platform/time/clock";
import { isPlatformError } from "../platform/errors/errors";
import { Collector } from "./collector";

/** Combines look-ups by id that are requested at about the same time into one bulk call; each gets its own result. */
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
