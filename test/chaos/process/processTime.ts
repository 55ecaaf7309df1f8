import { setMaxListeners } from "node:events";
import type { VirtualClock } from "../../support/virtualClock";

/** Time as one simulated process sees it: its timers end with it, and somebody may set its clock. */
export class ProcessTime {
  /** How far the machine's clock is off, in milliseconds. */
  offsetMs = 0;
  private readonly death = new AbortController();
  private readonly began: number;

  constructor(private readonly clock: VirtualClock) {
    setMaxListeners(0, this.death.signal);
    this.began = clock.now();
  }

  get isOver(): boolean {
    return this.death.signal.aborted;
  }

  /** Nothing that waits ever goes on. */
  end(): void {
    this.death.abort();
  }

  now = (): number => this.clock.now() + this.offsetMs;

  /** Rejects when the signal is aborted; never settles once the process is gone. */
  sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
    if (this.isOver) return new Promise(() => undefined);
    const both = signal ? AbortSignal.any([signal, this.death.signal]) : this.death.signal;
    return new Promise((resolve, reject) => {
      this.clock.sleep(ms, both).then(resolve, () => {
        if (!this.isOver) reject(signal?.reason as Error);
      });
    });
  };

  /** The globals of a script that have to do with time. */
  globals(random: () => number) {
    const { now } = this;
    return {
      Date: class extends Date {
        constructor(...given: unknown[]) {
          super(...((given.length === 0 ? [now()] : given) as [number]));
        }
        static override now = now;
      },
      Math: Object.assign(Object.create(Math) as Math, { random }),
      performance: { now: () => this.clock.now() - this.began },
      ...this.timers(),
      AbortSignal: { any: AbortSignal.any.bind(AbortSignal), timeout: this.timeout },
    };
  }

  private timers() {
    const clearTimeout = (timer?: { cancel?: () => void }) => timer?.cancel?.();
    const setTimeout = (ring: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
      const cancelled = new AbortController();
      this.sleep(ms, cancelled.signal).then(
        () => ring(...args),
        () => undefined,
      );
      return { cancel: () => cancelled.abort(), unref: () => undefined, ref: () => undefined };
    };
    // The only one there is watches the engine's port, and the simulated engine ends its processes itself.
    const setInterval = () => ({ unref: () => undefined });
    return { setTimeout, clearTimeout, setInterval, clearInterval: () => undefined };
  }

  private timeout = (ms: number): AbortSignal => {
    const controller = new AbortController();
    const reason = new DOMException("The operation was aborted due to timeout", "TimeoutError");
    this.sleep(ms).then(
      () => controller.abort(reason),
      () => undefined,
    );
    return controller.signal;
  };

  /** As `node:timers/promises` has it. */
  delay = <T>(ms = 0, value?: T, { signal }: { signal?: AbortSignal } = {}): Promise<T> =>
    this.sleep(ms, signal).then(() => value as T);
}
