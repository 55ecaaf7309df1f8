import { seededRandom } from "../world/ids";
import type { FaultOptions } from "./kinds";

/** An active fault. */
export interface FaultHandle {
  readonly id: number;
  /** How many requests it has struck. */
  readonly struck: number;
  remove(): void;
}

interface Entry {
  id: number;
  options: FaultOptions;
  seen: number;
  struck: number;
}

function pathMatches(pattern: string | RegExp | undefined, path: string): boolean {
  if (pattern === undefined) return true;
  if (pattern instanceof RegExp)
    return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, "")).test(path);
  return pattern.startsWith("^") ? new RegExp(pattern).test(path) : path.startsWith(pattern);
}

/** The active faults; decides which of them strike a request. */
export class Faults {
  readonly #entries = new Map<number, Entry>();
  readonly #missed: FaultOptions[] = [];
  /** Random decisions are drawn from here too, so that a run can be repeated. */
  readonly random: () => number;
  #ids = 0;

  constructor(seed = 1) {
    this.random = seededRandom(seed);
  }

  add(options: FaultOptions): FaultHandle {
    const entry: Entry = { id: ++this.#ids, options, seen: 0, struck: 0 };
    this.#entries.set(entry.id, entry);
    return {
      id: entry.id,
      get struck() {
        return entry.struck;
      },
      remove: () => void this.remove(entry.id),
    };
  }

  clear(): void {
    for (const id of this.#entries.keys()) this.remove(id);
  }

  remove(id: number): boolean {
    const entry = this.#entries.get(id);
    if (entry?.struck === 0) this.#missed.push(entry.options);
    return this.#entries.delete(id);
  }

  /**
   * Faults that were added and have struck no request, including removed ones: a test that depends on such a fault
   * shows nothing. Leaves out those that strike at random.
   */
  neverStruck(): FaultOptions[] {
    const waiting = [...this.#entries.values()].filter(({ struck }) => struck === 0);
    const all = [...this.#missed, ...waiting.map(({ options }) => options)];
    return all.filter(({ probability = 1 }) => probability >= 1);
  }

  list(): { id: number; struck: number; options: Record<string, unknown> }[] {
    return [...this.#entries.values()].map(({ id, struck, options }) => {
      return { id, struck, options: { ...options, ...(options.path && { path: String(options.path) }) } };
    });
  }

  /** The faults that strike this request; counts it for all matching ones. */
  strike(method: string, path: string): FaultOptions[] {
    if (this.#entries.size === 0) return [];
    return [...this.#entries.values()]
      .filter((entry) => this.#strikes(entry, method, path))
      .map(({ options }) => options);
  }

  #strikes(entry: Entry, method: string, path: string): boolean {
    const { options } = entry;
    const matches = (options.method ?? method).toUpperCase() === method && pathMatches(options.path, path);
    if (!matches || entry.struck >= (options.times ?? Infinity)) return false;
    if (entry.seen++ < (options.after ?? 0)) return false;
    if (options.probability !== undefined && this.random() >= options.probability) return false;
    entry.struck++;
    return true;
  }
}
