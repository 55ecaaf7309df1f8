/** An item whose key an earlier item has already. */
export interface Repeat<Item> {
  key: string;
  item: Item;
  index: number;
  first: Item;
  firstIndex: number;
}

/** The items whose key an earlier item has already; items without a key are ignored. */
export function repeats<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | undefined,
): Repeat<Item>[] {
  const seen = new Map<string, number>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    if (key === undefined) return [];
    const firstIndex = seen.get(key);
    if (firstIndex !== undefined) return [{ key, item, index, first: items[firstIndex]!, firstIndex }];
    seen.set(key, index);
    return [];
  });
}
