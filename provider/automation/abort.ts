import { setTimeout as delay } from "node:timers/promises";

const SECOND_INTERRUPT_MS = 500;

/**
 * A signal that stops the CLI at once. One interrupt makes it wait for all that is under way, which may be jobs of
 * hours; the second one ends that, and its state says what was under way. The Automation API sends an interrupt for each
 * "abort" that its signal tells of.
 */
export function interruptingSignal(given: AbortSignal | undefined): AbortSignal | undefined {
  if (!given) return undefined;
  const controller = new AbortController();
  const interrupt = async () => {
    controller.abort(given.reason);
    await delay(SECOND_INTERRUPT_MS);
    controller.signal.dispatchEvent(new Event("abort"));
  };
  given.addEventListener("abort", () => void interrupt(), { once: true });
  return controller.signal;
}
