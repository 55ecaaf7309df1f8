import type { ItemResult } from "../../inputs/bulkLines";
import type { Clock } from "../../platform/clock";
import { progress } from "../status";
import { progressText } from "./summary";

const BETWEEN_LINES_MS = 10_000;

/** Tells in the resource's row how far it is, at most every 10 s. `before`: items that were done when it began. */
export function bulkProgress(
  urn: string | undefined,
  clock: Clock,
  before: number,
): (results: ReadonlyMap<string, ItemResult>) => void {
  const began = clock.now();
  let last = began;
  return (results) => {
    const now = clock.now();
    if (now - last < BETWEEN_LINES_MS) return;
    last = now;
    progress(progressText(results, before, now - began), urn);
  };
}
