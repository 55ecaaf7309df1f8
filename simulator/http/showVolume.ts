import type { Switches } from "../switches";
import type { MemberRecord, VolumeRecord } from "../world/records";
import { showServiceType, timeText } from "./show";

type Json = Record<string, unknown>;

/** A volume, without the secret half of its credentials, which isn't even stored. */
export function showVolume(volume: VolumeRecord, base: string, switches: Switches): Json {
  const { service } = volume;
  const { type } = service;
  return {
    href: `${base}/storage/volumes/${volume.id}`,
    id: volume.id,
    name: volume.name,
    description: volume.description,
    access_mode: volume.accessMode,
    service: {
      type: showServiceType(volume, switches),
      [type === "azure" ? "container" : "bucket"]: service.bucket,
      prefix: service.prefix,
      [type === "gcs" ? "root_url" : "endpoint"]: service.endpoint,
      credentials: service.credentials,
      properties: service.properties,
      ...service.extra,
    },
    created_on: timeText(volume.createdAt),
    modified_on: timeText(volume.modifiedAt),
    active: volume.active,
  };
}

/** As the page "Get details of a volume" shows old ones: with other names, and times with an offset. */
function asOld({ created_on, modified_on, service, ...rest }: Json): Json {
  const { endpoint, properties, ...store } = service as Json;
  const shifted = (time: unknown): string =>
    `${new Date(Date.parse(String(time)) + 7_200_000).toISOString().slice(0, 19)}+02:00`;
  return {
    ...rest,
    service: { ...store, hostname: endpoint, sse_enabled: properties !== undefined },
    created_on: shifted(created_on),
    updated_on: shifted(modified_on),
  };
}

/**
 * A volume in a response about it alone (documented: get-details-of-a-volume-v2 and its kin; switches volumeDetails,
 * azureDetails).
 */
export function showVolumeDetails(volume: VolumeRecord, base: string, switches: Switches): Json {
  const shown = showVolume(volume, base, switches);
  const { type } = volume.service;
  if (type === "s3" && switches.volumeDetails === "old") return asOld(shown);
  if (type !== "azure" || switches.azureDetails === "container") return shown;
  const { container, ...service } = shown["service"] as Json;
  return { ...shown, service: { ...service, bucket: container } };
}

/**
 * A user by name; a group by its ID (documented: list-members-of-a-volume), under a name that isn't documented (switch
 * groupUsername).
 */
export function showMember(
  volume: VolumeRecord,
  member: MemberRecord,
  base: string,
  switches: Switches,
): Json {
  const { username, group, type, permissions } = member;
  const href = `${base}/storage/volumes/${volume.id}/members/${encodeURIComponent(username)}`;
  if (!group) return { href, id: username, username, email: `${username}@example.org`, type, permissions };
  return {
    href,
    id: group.id,
    username: switches.groupUsername === "id" ? group.id : group.name,
    type,
    permissions,
  };
}
