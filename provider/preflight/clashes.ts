import type { Planned } from "./planned";

/** Two exports that can't both be made as declared: what is said of the later one names the earlier. */
export interface Clash<P extends Planned> {
  kind: "place" | "move";
  item: P;
  with: P;
}

/**
 * Exports to one place, which would destroy each other, and files that would be moved twice, which no platform can do.
 * Among the items of one resource `check` has found them already.
 *
 * @param placesOf under which names an export's place is known, such as volume and location, and the store's address
 */
export function findClashes<P extends Planned>(
  items: readonly P[],
  placesOf: (item: P) => readonly string[],
): Clash<P>[] {
  const places = new Map<string, P>();
  const moves = new Map<string, P>();
  // What is done or under way was there first, wherever the program declares it.
  const inOrder = [...items].sort((a, b) => RANK[a.status] - RANK[b.status]);
  return inOrder.flatMap((item) => {
    const isMove = item.copyOnly === false && item.file !== undefined;
    return [
      ...claim(places, placesOf(item), "place", item),
      ...(isMove ? claim(moves, [item.file!], "move", item) : []),
    ];
  });
}

const RANK = { done: 0, underWay: 1, new: 2 } as const;

function claim<P extends Planned>(
  holders: Map<string, P>,
  keys: readonly string[],
  kind: Clash<P>["kind"],
  item: P,
): Clash<P>[] {
  const holder = keys.map((key) => holders.get(key)).find((found) => found !== undefined);
  for (const key of keys) if (!holders.has(key)) holders.set(key, item);
  const isNews = holder !== undefined && holder.owner !== item.owner && item.status === "new";
  return isNews ? [{ kind, item, with: holder }] : [];
}
