import type { Clock } from "../platform/time/clock";

/** Requests something large once for all callers that accept a result of that age. */
export class Shared<T> {
  private readonly asked = new Map<string, { at: number; answer: Promise<T> }>();

  constructor(
    private readonly clock: Clock,
    private readonly ask: (key: string) => Promise<T>,
  ) {}

  /** A result requested at `notBefore` or later; failures aren't kept. */
  get(key: string, notBefore = -Infinity): Promise<T> {
    const known = this.asked.get(key);
    if (known && known.at >= notBefore) return known.answer;
    const fresh = { at: this.clock.now(), answer: this.ask(key) };
    this.asked.set(key, fresh);
    fresh.answer.catch(() => this.asked.get(key) === fresh && this.asked.delete(key));
    return fresh.answer;
  }
}
