import { sameEndpoint } from "../../inputs/volume";
import { usualEndpoint } from "../../inputs/volumeService";
import type { PropertyMap } from "../../inputs/propertyMap";
import type { PlatformVolume } from "../../platform/api/volumes";
import { shownService, type VolumeInputs } from "./state";

type Same = (declared: unknown, shown: unknown, service: PropertyMap) => boolean;

/** What a type of store doesn't have isn't compared, whatever is shown of it. */
const plainly: Same = (declared, shown) => declared === undefined || declared === shown;
/** Whether the platform adds or takes away slashes around a prefix isn't documented. */
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

/** Members of a service that say which place a volume stands for; another value is another volume. */
const PLACE: Readonly<Record<string, Same>> = {
  type: plainly,
  bucket: plainly,
  storageAccount: plainly,
  container: plainly,
  prefix: prefixes,
  // Old clients have left an address of the other kind on some volumes.
  endpoint: (declared, shown, service) => isGoogle(service) || endpoints(declared, shown, service),
  rootUrl: (declared, shown, service) => !isGoogle(service) || endpoints(declared, shown, service),
};

/** Where the platform's volume stands for another place than the declared one, in the platform's words; what it doesn't show counts as right. */
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

/** A place in words, e.g. "s3 bucket lab-archive below runs/". */
export function placeText(service: PropertyMap): string {
  const { type, bucket, container, storageAccount, prefix } = service as Record<string, string | undefined>;
  const where = container === undefined ? `bucket ${bucket}` : `container ${container} of ${storageAccount}`;
  return `${type} ${where}${prefix ? ` below ${prefix}` : ""}`;
}
