import type { Clock } from "./clock";

/** A timer that can be moved: rings once, at the time it was last set to. */
export class Alarm {
  private at = Infinity;
  private cancel = new AbortController();

  constructor(
    private readonly clock: Clock,
    private readonly ring: () => void,
  ) {}

  /** Infinity: never. */
  set(at: number): void {
    if (at === this.at) return;
    this.cancel.abort();
    this.at = at;
    if (at === Infinity) return;
    const { signal } = (this.cancel = new AbortController());
    this.clock.sleep(at - this.clock.now(), signal).then(
      () => {
        if (signal.aborted) return;
        this.at = Infinity;
        this.ring();
      },
      () => undefined,
    );
  }

  /** Rings at this time unless it is already set to an earlier one. */
  atLatest(at: number): void {
    if (at < this.at) this.set(at);
  }
}
