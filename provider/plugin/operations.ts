import { setTimeout as delay } from "node:timers/promises";
import { stopWaiting } from "../runtime/account/session";
import { engineHasHeard } from "../runtime/engine/log";

/** Requests that are under way when the user cancels get this long to come back with what they have. */
const GRACE_MS = 3_000;

const CUT_OFF =
  "cancelled before the platform had answered; what was submitted runs on there, and the next `up` finds it";

/** The calls that are under way, so that a cancelled deployment ends at once and keeps every job. */
export class Operations {
  private readonly cuts = new Set<(error: Error) => void>();
  private isCancelled = false;
  private sayCancelled: () => void = () => undefined;
  /** Resolves when the deployment is cancelled, or has ended. */
  readonly cancelled = new Promise<void>((resolve) => (this.sayCancelled = resolve));

  /** Runs one that may last; a cancelled deployment starts no more. */
  async run<T>(operation: () => T | Promise<T>): Promise<T> {
    if (this.isCancelled) throw new Error("cancelled before it was started");
    let cut: (error: Error) => void = () => undefined;
    const cutOff = new Promise<never>((_, reject) => (cut = reject));
    cutOff.catch(() => undefined);
    this.cuts.add(cut);
    try {
      return await Promise.race([operation(), cutOff]);
    } finally {
      this.cuts.delete(cut);
      await engineHasHeard();
    }
  }

  get areUnderWay(): boolean {
    return this.cuts.size > 0;
  }

  /** Waits for jobs end at once, each with its job in state; what hasn't come back soon after is cut off. */
  cancel(): void {
    this.isCancelled = true;
    this.sayCancelled();
    stopWaiting();
    void delay(GRACE_MS, undefined, { ref: false }).then(() => {
      for (const cut of this.cuts) cut(new Error(CUT_OFF));
    });
  }
}
