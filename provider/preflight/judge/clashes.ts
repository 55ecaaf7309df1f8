import type { PlannedJob } from "../plan/planned";

/** Two that can't both be made as declared: what is said of the later one names the earlier. */
export interface Clash<P extends PlannedJob> {
  item: P;
  with: P;
}

/**
 * Exports or imports that want the same thing, such as a place. Among the items of one resource `check` has found them
 * already.
 *
 * @param keysOf under which names the thing is known, such as volume and location, and the store's address
 */
export function findClashes<P extends PlannedJob>(
  items: readonly P[],
  keysOf: (item: P) => readonly string[],
): Clash<P>[] {
  const holders = new Map<string, P>();
  // What is done or under way was there first, wherever the program declares it.
  const inOrder = [...items].sort((a, b) => RANK[a.status] - RANK[b.status]);
  return inOrder.flatMap((item) => {
    const keys = keysOf(item);
    const holder = keys.map((key) => holders.get(key)).find((found) => found !== undefined);
    for (const key of keys) if (!holders.has(key)) holders.set(key, item);
    const isNews = holder !== undefined && holder.owner !== item.owner && item.status === "new";
    return isNews ? [{ item, with: holder }] : [];
  });
}

const RANK = { done: 0, underWay: 1, new: 2 } as const;
