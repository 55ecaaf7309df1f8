import { isDeepStrictEqual } from "node:util";
import { type PropertyMap, present } from "../../inputs/propertyMap";
import type { VolumeMember } from "../../platform/api/volumeMembers";
import type { PlatformVolume } from "../../platform/api/volumes";
import { membersNow } from "./memberPlan";
import { placeDifference } from "./place";
import { inputsOf, shownService } from "./state";

/**
 * The inputs as the platform has them now. What was declared is compared, what wasn't is left alone; what the platform
 * doesn't show, as the secret half of credentials, stays as it was.
 */
export function driftedInputs(
  declared: PropertyMap,
  volume: PlatformVolume,
  members: readonly VolumeMember[],
): PropertyMap {
  const inputs = inputsOf(declared);
  const shown = shownService(volume);
  const { credentials, properties } = inputs.service;
  const service = {
    ...inputs.service,
    ...placeDifference(inputs, volume),
    credentials: overlaid(credentials, shown["credentials"], isWholeText),
    ...(properties !== undefined && { properties: overlaid(properties, shown["properties"]) }),
  };
  return present({
    ...declared,
    accessMode: volume.accessMode || inputs.accessMode,
    description: inputs.description === undefined ? undefined : volume.description,
    service: isDeepStrictEqual(service, inputs.service) ? inputs.service : service,
    members: inputs.members && membersNow(inputs.members, members),
  });
}

/** An identifying half that was masked tells nothing. */
const isWholeText = (value: unknown): boolean =>
  typeof value === "string" && value !== "" && !value.includes("*");

/** Declared members with the values shown for them, where there are such. */
function overlaid(
  declared: unknown,
  shown: unknown,
  counts: (value: unknown) => boolean = () => true,
): PropertyMap {
  const values = (shown ?? {}) as PropertyMap;
  return Object.fromEntries(
    Object.entries(declared as PropertyMap).map(([name, value]) => {
      const now = values[name];
      return [name, now !== undefined && counts(now) ? now : value];
    }),
  );
}

/** The inputs that describe a volume which is looked up, not declared: all that the platform shows of it. */
export function shownInputs(volume: PlatformVolume): PropertyMap {
  const { name, accessMode, description } = volume;
  return present({ name, accessMode, description: description || undefined, service: shownService(volume) });
}
