import { isDeepStrictEqual } from "node:util";
import { type PropertyMap, isObject } from "../../inputs/propertyMap";
import { holdsUnknown } from "../../inputs/unknowns";
import { usualEndpoint } from "../../inputs/volumeService";
import type { PlatformVolume } from "../../platform/api/volumes";
import { placeDifference } from "./place";
import type { VolumeInputs } from "./state";

/**
 * Members of a service that the platform changes in place (https://docs.sevenbridges.com/reference/update-a-volume-v2, its
 * OpenAPI description: `service.bucket`, `prefix`, `endpoint`, `root_url`).
 */
const CHANGEABLE = ["bucket", "prefix", "endpoint", "rootUrl"] as const;

/** Those of them that determine where keys are: aliases and later exports follow. */
const WHERE = ["bucket", "prefix"] as const;

/** What is sent for a member that is no longer declared: its default (https://docs.sevenbridges.com/reference/create-a-volume-v2). */
function defaultOf(member: string, service: PropertyMap): unknown {
  if (member === "prefix") return "";
  const usual = usualEndpoint(service);
  return usual === undefined || service["type"] === "s3" ? usual : `https://${usual}`;
}

const wanted = (member: string, service: PropertyMap): unknown =>
  service[member] ?? defaultOf(member, service);

const picked = (members: readonly string[], service: PropertyMap): PropertyMap =>
  Object.fromEntries(members.map((member) => [member, wanted(member, service)]));

/** The differences between two declarations in where and how the storage is accessed. */
export const movesBetween = (olds: PropertyMap, news: PropertyMap): PropertyMap =>
  picked(
    CHANGEABLE.filter((member) => olds[member] !== news[member]),
    news,
  );

/** The same if only the platform's view of the volume is known; what it doesn't show counts as equal. */
export function movesFromShown(volume: PlatformVolume, news: VolumeInputs): PropertyMap {
  const differing = placeDifference(news, volume);
  return picked(
    CHANGEABLE.filter((member) => member in differing),
    news.service,
  );
}

/**
 * Whether a program changes bucket or prefix of a volume that otherwise stays the same; empty if the volume is replaced, or
 * if values are unknown.
 */
export function movedMembers(olds: PropertyMap, news: PropertyMap): string[] {
  const [was, shall] = [olds["service"], news["service"]];
  if (!isObject(was) || !isObject(shall) || was["type"] !== shall["type"] || olds["name"] !== news["name"])
    return [];
  return WHERE.filter(
    (member) => !holdsUnknown(shall[member]) && !isDeepStrictEqual(was[member], shall[member]),
  );
}
