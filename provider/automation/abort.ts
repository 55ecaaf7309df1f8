import { setTimeout as delay } from "node:timers/promises";

const SECOND_INTERRUPT_MS = 500;

/**
 * A signal that stops the CLI at once. After one interrupt it still waits for everything under way, which may be jobs that
 * take hours; a second one ends that, and the state records what was under way. The Automation API sends one interrupt for
 * each "abort" event of its signal.
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
