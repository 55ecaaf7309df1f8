import { BULK_SIZE } from "../platform/api/bulk";
import type { Clock } from "../platform/time/clock";

/** When a batch is sent: as soon as it has `max` items, none came for `quietMs`, or the oldest has waited `longestMs`. */
export interface CollectRules {
  max: number;
  quietMs: number;
  longestMs: number;
}

/**
 * The engine starts creates one after the other, about 5 ms apart: 100 ms of quiet collects what belongs together, and 1 s
 * limits the wait.
 */
export const COLLECT_RULES: CollectRules = { max: BULK_SIZE, quietMs: 100, longestMs: 1_000 };

export const flushAt = (first: number, last: number, rules: CollectRules): number =>
  Math.min(first + rules.longestMs, last + rules.quietMs);

/** One collected item and the caller that waits for it; `flush` must settle every entry before it returns. */
export interface Entry<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/** Turns single requests made at about the same time into batches. Keeps their order; no caller waits forever. */
export class Collector<Item, Result> {
  private waiting: Entry<Item, Result>[] = [];
  private first = 0;
  private last = 0;
  private armed = false;

  constructor(
    private readonly clock: Clock,
    private readonly flush: (entries: Entry<Item, Result>[]) => Promise<void>,
    private readonly rules: CollectRules = COLLECT_RULES,
  ) {}

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.last = this.clock.now();
      if (this.waiting.length === 0) this.first = this.last;
      this.waiting.push({ item, resolve, reject });
      if (this.waiting.length >= this.rules.max) this.go();
      else if (!this.armed) void this.arm();
    });
  }

  private async arm(): Promise<void> {
    this.armed = true;
    while (this.waiting.length > 0) {
      const ms = flushAt(this.first, this.last, this.rules) - this.clock.now();
      if (ms <= 0) this.go();
      else await this.clock.sleep(ms);
    }
    this.armed = false;
  }

  private go(): void {
    const entries = this.waiting;
    this.waiting = [];
    void this.answer(entries);
  }

  /** Rejects the entries that `flush` left unsettled; settling an entry twice has no effect. */
  private async answer(entries: Entry<Item, Result>[]): Promise<void> {
    let why: unknown = new Error("no answer");
    try {
      await this.flush(entries);
    } catch (error) {
      why = error;
    }
    for (const entry of entries) entry.reject(why);
  }
}
