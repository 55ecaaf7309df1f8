/**
 * Which resources of this deployment need what: an import's alias, a volume. A resource that was given another name, or
 * an item that was moved to another resource, is to the engine a new one, which finds the thing there and takes it over,
 * and an old one, which is deleted after that, in this same process. The thing must outlive it.
 */
const holders = new Map<string, Set<string>>();

/** Said of all that are declared: what they have is diffed, created or updated before anything is deleted. */
export function hold(urn: string | undefined, things: readonly string[]): void {
  if (urn === undefined) return;
  for (const thing of things) {
    const known = holders.get(thing);
    if (known) known.add(urn);
    else holders.set(thing, new Set([urn]));
  }
}

/** The other resource that needs one of these; this one doesn't any more. */
export function letGo(urn: string | undefined, things: readonly string[]): string | undefined {
  if (urn === undefined) return undefined;
  for (const thing of things) holders.get(thing)?.delete(urn);
  return things.flatMap((thing) => [...(holders.get(thing) ?? [])])[0];
}

export const staysText = (what: string, other: string): string =>
  `${what} stays, since resource "${other.split("::").at(-1)}" has it now.`;
