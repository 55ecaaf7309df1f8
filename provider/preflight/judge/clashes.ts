import type { PlannedJob } from "../plan/planned";

/** Two items that can't both be carried out as declared; the finding is reported for the later one and names the earlier. */
export interface Clash<P extends PlannedJob> {
  item: P;
  with: P;
}

/**
 * Exports or imports that need the same thing, such as a destination. Within one resource, `check` has already found them.
 *
 * @param keysOf the keys that identify the thing, such as volume and location, and the object's URI
 */
export function findClashes<P extends PlannedJob>(
  items: readonly P[],
  keysOf: (item: P) => readonly string[],
): Clash<P>[] {
  const holders = new Map<string, P>();
  // Items that are done or under way take precedence, wherever the program declares them.
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
