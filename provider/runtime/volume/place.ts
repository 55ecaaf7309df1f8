import { sameEndpoint } from "../../inputs/volume";
import { usualEndpoint } from "../../inputs/volumeService";
import type { PropertyMap } from "../../inputs/propertyMap";
import type { PlatformVolume } from "../../platform/api/volumes";
import { shownService, type VolumeInputs } from "./state";

type Same = (declared: unknown, shown: unknown, service: PropertyMap) => boolean;

/** Members that a type of storage doesn't have aren't compared, whatever is shown. */
const plainly: Same = (declared, shown) => declared === undefined || declared === shown;
/** Whether the platform adds or removes slashes around a prefix isn't documented. */
const prefixes: Same = (declared, shown) => bare(declared) === bare(shown);
const bare = (prefix: unknown): string =>
  typeof prefix === "string" ? prefix.replace(/^\/+|\/+$/g, "") : "";
const endpoints: Same = (declared, shown, service) => {
  const wanted = declared ?? usualEndpoint(service);
  return (
    typeof wanted !== "string" || typeof shown !== "string" || shown === "" || sameEndpoint(wanted, shown)
  );
};
const isGoogle = (service: PropertyMap): boolean => service["type"] === "gcs";

/** Members of a service that identify the bucket and prefix; another value means another volume. */
const PLACE: Readonly<Record<string, Same>> = {
  type: plainly,
  bucket: plainly,
  storageAccount: plainly,
  container: plainly,
  prefix: prefixes,
  // Old clients have set an address of the other kind on some volumes.
  endpoint: (declared, shown, service) => isGoogle(service) || endpoints(declared, shown, service),
  rootUrl: (declared, shown, service) => !isGoogle(service) || endpoints(declared, shown, service),
};

/** How the platform's volume differs from the declared bucket and prefix, with the platform's values; what it doesn't show counts as equal. */
export function placeDifference({ service }: VolumeInputs, volume: PlatformVolume): PropertyMap {
  const shown = shownService(volume);
  const differing = Object.entries(PLACE).filter(([member, same]) => {
    const value = shown[member];
    const isShown = value !== undefined && value !== null && !(member === "type" && value === "");
    return isShown && !same(service[member], value, service);
  });
  return Object.fromEntries(differing.map(([member]) => [member, shown[member]]));
}

export const isSamePlace = (inputs: VolumeInputs, volume: PlatformVolume): boolean =>
  Object.keys(placeDifference(inputs, volume)).length === 0;

/** A bucket and prefix in words, e.g. "s3 bucket lab-archive below runs/". */
export function placeText(service: PropertyMap): string {
  const { type, bucket, container, storageAccount, prefix } = service as Record<string, string | undefined>;
  const where = container === undefined ? `bucket ${bucket}` : `container ${container} of ${storageAccount}`;
  return `${type} ${where}${prefix ? ` below ${prefix}` : ""}`;
}
