import type { Clock } from "../../platform/time/clock";
import { progress } from "../engine/status";
import type { Results } from "./run";
import { endedText, progressText } from "./summary";

/** When the first line is shown, and the minimum interval between lines. Milliseconds. */
const FIRST_LINE_MS = 2_000;
const BETWEEN_LINES_MS = 10_000;

export interface BulkProgress {
  changed: (results: Results) => void;
  ended: (results: Results) => void;
}

/** Shows the progress in the resource's row. `before`: items that were already done at the start. */
export function bulkProgress(urn: string | undefined, clock: Clock, before: number): BulkProgress {
  const began = clock.now();
  let next = began + FIRST_LINE_MS;
  return {
    changed(results) {
      const now = clock.now();
      if (now < next) return;
      next = now + BETWEEN_LINES_MS;
      progress(progressText(results, before, now - began), urn);
    },
    ended(results) {
      progress(endedText(results, before, clock.now() - began), urn);
    },
  };
}
