/** A later item that wants the same thing as an earlier one. */
export interface Repeat<Item> {
  key: string;
  item: Item;
  index: number;
  first: Item;
  firstIndex: number;
}

/** Items whose key an earlier item has; those without a key repeat nothing. */
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
