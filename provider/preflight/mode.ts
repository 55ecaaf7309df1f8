import { shownText } from "../platform/errors/shownText";

/** Whether what is known to fail makes the preview fail, or is only said. */
export type Mode = "warn" | "fail";

const MODES = ["off", "warn", "fail"] as const;

/** `cavatica:preflight`; throws where it is none of the modes. */
export function modeOf(given = "fail"): "off" | Mode {
  const mode = MODES.find((known) => known === given);
  if (mode) return mode;
  throw new Error(
    `cavatica:preflight: ${shownText(given)} must be one of: ${MODES.join(", ")} (default fail)`,
  );
}
