import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../../provider/platform/time/clock";

interface Timer {
  at: number;
  ring: () => void;
}

/** The number of event loop turns with nothing in flight after which nothing more can happen by itself. */
const QUIET_TURNS = 3;

/**
 * A clock that doesn't advance while anything is in progress, and then jumps to the next timer: hours of platform time
 * pass in a second, and every run of a test sees the same moments. Operations that take real time (an exchange with the
 * simulator) must go through `track`; everything else is detected by waiting until the event loop is idle.
 */
export class VirtualClock implements Clock {
  private readonly timers = new Set<Timer>();
  private inFlight = 0;
  private landed: () => void = () => undefined;

  constructor(private time = Date.parse("2026-01-12T09:30:00Z")) {}

  now = (): number => this.time;

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const timer = { at: this.time + Math.max(0, ms), ring: () => (forget(), resolve()) };
      const abort = () => (forget(), reject(signal?.reason as Error));
      const forget = () => {
        this.timers.delete(timer);
        signal?.removeEventListener("abort", abort);
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.timers.add(timer);
    });

  /** The clock doesn't advance until this work is done. */
  async track<T>(work: () => Promise<T>): Promise<T> {
    this.inFlight++;
    try {
      return await work();
    } finally {
      this.land();
    }
  }

  /** A sleep inside tracked work, such as a slow response of the simulator: the clock advances meanwhile. */
  sleepInside = async (ms: number): Promise<void> => {
    this.land();
    await this.sleep(ms);
    this.inFlight++;
  };

  /** Lets time pass, by at most `limitMs`, until the work is done; returns its result. */
  async run<T>(work: Promise<T>, limitMs = Infinity): Promise<T> {
    const end = this.time + limitMs;
    let done = false;
    const settle = () => (done = true);
    work.then(settle, settle);
    for (await this.idle(); !done; await this.idle()) {
      const next = this.nextTimer();
      if (next === undefined)
        throw new Error("nothing is under way and no timer set: this work would never end");
      if (next > end) throw new Error(`not done after ${limitMs / 1000} s`);
      this.jumpTo(next);
    }
    return work;
  }

  /** Lets this much time pass, including everything that is due in it. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (await this.idle(); ; await this.idle()) {
      const next = this.nextTimer();
      if (next === undefined || next > end) break;
      this.jumpTo(next);
    }
    this.time = end;
  }

  /** Resolves when nothing more happens unless time passes. */
  async idle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
      if (this.inFlight > 0) {
        await new Promise<void>((resolve) => (this.landed = resolve));
        quiet = 0;
      }
      await nextTurn();
    }
  }

  private land(): void {
    this.inFlight--;
    if (this.inFlight === 0) this.landed();
  }

  private nextTimer(): number | undefined {
    let next: number | undefined;
    for (const { at } of this.timers) if (next === undefined || at < next) next = at;
    return next;
  }

  private jumpTo(time: number): void {
    this.time = Math.max(this.time, time);
    const due = [...this.timers].filter(({ at }) => at <= this.time).sort((a, b) => a.at - b.at);
    for (const timer of due) timer.ring();
  }
}
