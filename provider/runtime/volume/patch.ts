import { isDeepStrictEqual } from "node:util";
import { type PropertyMap, present } from "../../inputs/propertyMap";
import type { PlatformVolume } from "../../platform/api/volumes";
import type { VolumePatch } from "../../platform/api/volumeWrites";
import { refuseOtherApplication, sentCredentials } from "./azure";
import { movesBetween, movesFromShown } from "./moves";
import { shownService, type VolumeInputs } from "./state";

/** Defaults of storage properties: https://docs.sevenbridges.com/reference/create-a-volume-v2 */
const PROPERTY_DEFAULTS: PropertyMap = { sseAlgorithm: "AES256" };

/** What must be sent to change a volume from its state to what is declared: the difference, with complete credentials except on Azure. */
export function patchBetween(olds: VolumeInputs, news: VolumeInputs): VolumePatch {
  const properties = propertyChanges(propertiesOf(olds), propertiesOf(news));
  const { type, credentials } = news.service;
  refuseOtherApplication(type, olds.service.credentials, credentials);
  const service = present({
    ...movesBetween(olds.service, news.service),
    credentials: isDeepStrictEqual(olds.service.credentials, credentials)
      ? undefined
      : sentCredentials(news.service),
    properties: Object.keys(properties).length > 0 ? properties : undefined,
  }) as VolumePatch["service"];
  const [was, shall] = [olds.description ?? "", news.description ?? ""];
  return {
    ...(olds.accessMode !== news.accessMode && { accessMode: news.accessMode }),
    ...(was !== shall && { description: shall }),
    ...(service && Object.keys(service).length > 0 && { service }),
  };
}

/** The same if only the platform's view of the volume is known: its secrets are unknown. */
export function patchFromShown(volume: PlatformVolume, news: VolumeInputs): VolumePatch {
  const service = shownService(volume);
  const shown = (service["properties"] ?? {}) as PropertyMap;
  refuseOtherApplication(
    news.service.type,
    (service["credentials"] ?? {}) as PropertyMap,
    news.service.credentials,
  );
  const declared = Object.entries(propertiesOf(news)).filter(
    ([name, value]) => (shown[name] ?? null) !== value,
  );
  return {
    ...(volume.accessMode !== news.accessMode && { accessMode: news.accessMode }),
    ...(news.description !== undefined &&
      news.description !== volume.description && { description: news.description }),
    service: {
      ...movesFromShown(volume, news),
      credentials: sentCredentials(news.service),
      ...(declared.length > 0 && { properties: Object.fromEntries(declared) }),
    },
  };
}

export const isEmpty = (patch: VolumePatch): boolean => Object.keys(patch).length === 0;

const propertiesOf = ({ service }: VolumeInputs): PropertyMap => (service["properties"] ?? {}) as PropertyMap;

/** A property that is no longer declared is reset to its default explicitly, since a patch doesn't change what it omits. */
function propertyChanges(olds: PropertyMap, news: PropertyMap): PropertyMap {
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  const wanted = (name: string) => (name in news ? news[name] : (PROPERTY_DEFAULTS[name] ?? null));
  return Object.fromEntries(
    names
      .filter((name) => !(name in olds) || !isDeepStrictEqual(olds[name], wanted(name)))
      .map((name) => [name, wanted(name)]),
  );
}
