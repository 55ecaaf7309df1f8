import { isDeepStrictEqual } from "node:util";
import { type PropertyMap, isObject } from "../../inputs/propertyMap";
import { holdsUnknown } from "../../inputs/unknowns";
import { usualEndpoint } from "../../inputs/volumeService";
import type { PlatformVolume } from "../../platform/api/volumes";
import { placeDifference } from "./place";
import type { VolumeInputs } from "./state";

/**
 * Members of a service that the platform changes in place (OpenAPI of the Seven Bridges Platform, PATCH of a volume:
 * `service.bucket`, `prefix`, `endpoint`, `root_url`).
 */
const CHANGEABLE = ["bucket", "prefix", "endpoint", "rootUrl"] as const;

/** Those of them that say where keys lie: aliases and later exports follow. */
const WHERE = ["bucket", "prefix"] as const;

/** What goes to the platform for a member that isn't declared any more: its default (page "Create a volume"). */
function defaultOf(member: string, service: PropertyMap): unknown {
  if (member === "prefix") return "";
  const usual = usualEndpoint(service);
  return usual === undefined || service["type"] === "s3" ? usual : `https://${usual}`;
}

const wanted = (member: string, service: PropertyMap): unknown =>
  service[member] ?? defaultOf(member, service);

const picked = (members: readonly string[], service: PropertyMap): PropertyMap =>
  Object.fromEntries(members.map((member) => [member, wanted(member, service)]));

/** The changes of where and how the store is reached, between two declarations. */
export const movesBetween = (olds: PropertyMap, news: PropertyMap): PropertyMap =>
  picked(
    CHANGEABLE.filter((member) => olds[member] !== news[member]),
    news,
  );

/** The same, where the platform's word is all that is known of the volume; what it doesn't show counts as right. */
export function movesFromShown(volume: PlatformVolume, news: VolumeInputs): PropertyMap {
  const differing = placeDifference(news, volume);
  return picked(
    CHANGEABLE.filter((member) => member in differing),
    news.service,
  );
}

/**
 * Which of bucket and prefix a program changes on a volume that stays the same; none where another volume comes of it,
 * or where it isn't known yet.
 */
export function movedMembers(olds: PropertyMap, news: PropertyMap): string[] {
  const [was, shall] = [olds["service"], news["service"]];
  if (!isObject(was) || !isObject(shall) || was["type"] !== shall["type"] || olds["name"] !== news["name"])
    return [];
  return WHERE.filter(
    (member) => !holdsUnknown(shall[member]) && !isDeepStrictEqual(was[member], shall[member]),
  );
}
