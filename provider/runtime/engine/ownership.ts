/**
 * Which resources of this deployment need which import's alias or volume. To the engine, a renamed resource, or an item
 * moved to another resource, is a new one, which finds the existing alias or volume and takes it over, and an old one,
 * which this same process deletes afterwards. The alias or volume must survive that.
 */
const holders = new Map<string, Set<string>>();

/** Called for everything declared: resources are diffed, created or updated before anything is deleted. */
export function hold(urn: string | undefined, things: readonly string[]): void {
  if (urn === undefined) return;
  for (const thing of things) {
    const known = holders.get(thing);
    if (known) known.add(urn);
    else holders.set(thing, new Set([urn]));
  }
}

/** Releases these for the resource; returns another resource that still needs one of them. */
export function letGo(urn: string | undefined, things: readonly string[]): string | undefined {
  if (urn === undefined) return undefined;
  for (const thing of things) drop(thing, urn);
  return things.flatMap((thing) => [...(holders.get(thing) ?? [])])[0];
}

function drop(thing: string, urn: string): void {
  const known = holders.get(thing);
  known?.delete(urn);
  if (known?.size === 0) holders.delete(thing);
}

export const staysText = (what: string, other: string): string =>
  `${what} stays, since it now belongs to resource "${other.split("::").at(-1)}".`;
