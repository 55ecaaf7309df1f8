import parseDuration from "parse-duration";
import type { PropertyMap } from "../../inputs/propertyMap";
import type { Call } from "../contract/resourceType";

/**
 * A dynamic provider's methods get only properties, so the program adds the URN and the timeouts to them
 * (resources/resource.ts). Every method needs them and sees either inputs or outputs, so both contain them.
 */
const HIDDEN = ["__urn", "__timeouts"];
const PROVIDER = "__provider";

const DEFAULT_TIMEOUT_MS = 24 * 3_600_000;

/** The properties that users see. */
export const visible = (props: PropertyMap): PropertyMap =>
  Object.fromEntries(Object.entries(props).filter(([key]) => !HIDDEN.includes(key) && key !== PROVIDER));

/** The properties to return to the engine, with the hidden inputs of `source`. */
export const withHidden = (props: PropertyMap, source: PropertyMap): PropertyMap => ({
  ...props,
  ...Object.fromEntries(HIDDEN.filter((key) => key in source).map((key) => [key, source[key]])),
});

export const urnOf = (props: PropertyMap): string | undefined => props["__urn"] as string | undefined;

export const callOf = (props: PropertyMap, operation?: "create" | "update" | "delete"): Call => ({
  urn: urnOf(props),
  timeout: (operation && timeoutOf(props, operation)) ?? DEFAULT_TIMEOUT_MS,
});

/** The resource's customTimeouts: Go durations such as "1h30m", which the engine has checked. */
function timeoutOf(props: PropertyMap, operation: string): number | undefined {
  const text = (props["__timeouts"] as Record<string, string> | undefined)?.[operation];
  const ms = text === undefined ? undefined : parseDuration(text);
  // Zero, too, is a limit: nothing is waited for. Less than that can't be meant.
  return typeof ms === "number" && ms >= 0 ? ms : undefined;
}
