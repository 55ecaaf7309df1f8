import { shownText } from "../platform/errors/shownText";

/** Whether items that are known to fail make the preview fail, or are only reported. */
export type Mode = "warn" | "fail";

const MODES = ["off", "warn", "fail"] as const;

/** `cavatica:preflight`; throws if it isn't one of the modes. */
export function modeOf(given = "fail"): "off" | Mode {
  const mode = MODES.find((known) => known === given);
  if (mode) return mode;
  throw new Error(
    `cavatica:preflight: ${shownText(given)} must be one of: ${MODES.join(", ")} (default fail)`,
  );
}
