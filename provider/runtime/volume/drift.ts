import { isDeepStrictEqual } from "node:util";
import { type PropertyMap, present } from "../../inputs/propertyMap";
import type { VolumeMember } from "../../platform/api/volumeMembers";
import type { PlatformVolume } from "../../platform/api/volumes";
import { membersNow } from "./memberPlan";
import { placeDifference } from "./place";
import { inputsOf, shownService } from "./state";

/**
 * The inputs with the platform's current values. Only declared members are compared; those that the platform doesn't show,
 * such as the secret half of credentials, stay as they were.
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

/** A masked value can't be compared. */
const isWholeText = (value: unknown): boolean =>
  typeof value === "string" && value !== "" && !value.includes("*");

/** The declared members, with the shown values if there are any. */
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

/** The inputs that describe a volume that is looked up, not declared: everything that the platform shows. */
export function shownInputs(volume: PlatformVolume): PropertyMap {
  const { name, accessMode, description } = volume;
  return present({ name, accessMode, description: description || undefined, service: shownService(volume) });
}
