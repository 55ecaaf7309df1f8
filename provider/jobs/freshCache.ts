import type { Clock } from "../platform/time/clock";

/** Asks for something large once for all who can do with an answer of that age. */
export class Shared<T> {
  private readonly asked = new Map<string, { at: number; answer: Promise<T> }>();

  constructor(
    private readonly clock: Clock,
    private readonly ask: (key: string) => Promise<T>,
  ) {}

  /** An answer that was asked for at `notBefore` or later; a failed one isn't kept. */
  get(key: string, notBefore = -Infinity): Promise<T> {
    const known = this.asked.get(key);
    if (known && known.at >= notBefore) return known.answer;
    const fresh = { at: this.clock.now(), answer: this.ask(key) };
    this.asked.set(key, fresh);
    fresh.answer.catch(() => this.asked.get(key) === fresh && this.asked.delete(key));
    return fresh.answer;
  }
}
