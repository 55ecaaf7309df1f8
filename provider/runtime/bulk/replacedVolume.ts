import { type PropertyMap, isObject } from "../../inputs/propertyMap";
import { parseResult } from "../../model/result";
import { isUnknown, valueAt } from "../../inputs/unknowns";

/** An item's volume, and the rest of the item, which stays the same when the volume is replaced. */
export interface Rooted {
  volume: unknown;
  rest: string;
}

/** How to get both from an item's line, and from an item as written, which may inherit its resource's volume. */
export interface Roots {
  ofLine(line: string): Rooted;
  ofWritten(item: PropertyMap, prefix: string): Rooted;
}

export interface Uprooted {
  items: string[];
  /** The program says so, not only the engine, which merely shows that something comes from the volume. */
  isDeclared: boolean;
}

/**
 * Done items whose volume is about to be replaced by another one, perhaps with the same id: they must be done again there.
 * The engine calls `diff` twice for this: in a preview, with the program's items and an unknown volume; and before it deletes
 * the volume, with the inputs in state, in which everything that comes from the volume is made unknown
 * (pulumi/pulumi: pkg/resource/deploy/step_generator.go, calculateDependentReplacements).
 */
export function uprooted(lines: readonly string[], news: PropertyMap, roots: Roots): Uprooted {
  const done = lines
    .map(parseResult)
    .flatMap(({ item, result }) => (result.state === "COMPLETED" ? [item] : []));
  const { items, volume } = news;
  const written = Array.isArray(items) ? items.filter(isObject) : [];
  if (written.length > 0) return { items: declaredElsewhere(done, written, news, roots), isDeclared: true };
  return { items: isUnknown(items) || isUnknown(volume) ? done : [], isDeclared: false };
}

function declaredElsewhere(
  done: string[],
  written: PropertyMap[],
  news: PropertyMap,
  roots: Roots,
): string[] {
  const [coming, staying] = [new Set<string>(), new Set<string>()];
  for (const item of written) {
    const { volume = news["volume"], rest } = roots.ofWritten(item, (news["prefix"] ?? "") as string);
    if (isUnknown(volume)) coming.add(rest);
    else staying.add(`${String(volume)}\n${rest}`);
  }
  return done.filter((line) => {
    const { volume, rest } = roots.ofLine(line);
    return coming.has(rest) && !staying.has(`${String(volume)}\n${rest}`);
  });
}

/** A string of an item as written; an unknown one equals no other. */
export const textAt = (item: PropertyMap, ...path: string[]): string => String(valueAt(item, path));
