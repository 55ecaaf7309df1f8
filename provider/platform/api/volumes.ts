import { z } from "zod";
import type { Client } from "../http/client";
import { escapedPath, segment } from "../http/path";
import { listAll, listWhole } from "../http/paging";
import { maybe, maybeFlag, maybeText } from "../http/lenient";

/** A volume as the platform shows it: the secret half of its credentials is never sent back. */
export interface PlatformVolume {
  id: string;
  name: string;
  description?: string | undefined;
  accessMode: string;
  active: boolean;
  createdOn?: string | undefined;
  modifiedOn?: string | undefined;
  href?: string | undefined;
  service: VolumeService;
}

/** As on the wire but for `type`, which comes in both cases and is lowered here. */
export interface VolumeService {
  type: string;
  bucket?: string | undefined;
  prefix?: string | undefined;
  [member: string]: unknown;
}

const serviceSchema = z
  .looseObject({ type: maybeText, bucket: maybeText, prefix: maybeText })
  .transform(({ type, ...rest }): VolumeService => named({ ...rest, type: type?.toLowerCase() ?? "" }));

/**
 * One name for each thing: the details of an Azure volume call its container `bucket` (page "Get details of a volume
 * (Microsoft Azure)"), and those of old volumes have their endpoint as `hostname` (page "Get details of a volume").
 */
function named({ bucket, container, endpoint, hostname, ...rest }: VolumeService): VolumeService {
  const isAzure = rest.type === "azure";
  return {
    ...rest,
    bucket: isAzure ? undefined : bucket,
    container: container ?? (isAzure ? bucket : undefined),
    endpoint: endpoint ?? (rest.type === "gcs" ? undefined : hostname),
  };
}

/** Times are given in UTC; some answers have them with another offset. */
function inUtc(time: string | undefined): string | undefined {
  if (time === undefined || !/[+-]\d\d:?\d\d$/.test(time) || Number.isNaN(Date.parse(time))) return time;
  return new Date(time).toISOString().replace(/\.000Z$/, "Z");
}

export const volumeSchema = z
  .looseObject({
    id: z.string().min(1),
    name: z.string(),
    description: maybeText,
    access_mode: maybeText,
    active: maybeFlag,
    created_on: maybeText,
    modified_on: maybeText,
    updated_on: maybeText,
    href: maybeText,
    service: maybe(serviceSchema),
  })
  .transform((wire): PlatformVolume => ({
    id: wire.id,
    name: wire.name,
    description: wire.description,
    accessMode: wire.access_mode ?? "",
    active: wire.active ?? true,
    createdOn: inUtc(wire.created_on),
    modifiedOn: inUtc(wire.modified_on ?? wire.updated_on),
    href: wire.href,
    service: wire.service ?? { type: "" },
  }));

export const getVolume = (client: Client, id: string): Promise<PlatformVolume> =>
  client.call({ path: `/storage/volumes/${segment(id)}`, answer: volumeSchema });

export const listVolumes = (client: Client): Promise<PlatformVolume[]> =>
  listWhole(client, { path: "/storage/volumes", item: volumeSchema, key: (volume) => volume.id });

const objectSchema = z.looseObject({ location: z.string() });

/** The object at a location; 404 if there is none. */
export const getObject = (client: Client, volume: string, location: string) =>
  client.call({
    path: `/storage/volumes/${segment(volume)}/object`,
    query: { location },
    answer: objectSchema,
  });

/** The objects right below a "folder" of a volume ("" for its top, else ending in "/"); deeper ones aren't listed. */
export const listObjects = (client: Client, volume: string, prefix: string) =>
  listAll(client, {
    path: `/storage/volumes/${segment(volume)}/list`,
    query: { prefix },
    item: objectSchema,
    key: (object) => object.location,
  });

/**
 * The key in the bucket of a location on a volume. The platform takes the prefix for a folder and puts a slash behind it:
 * it asks for rights on `{bucket}/{prefix}/*` (codes 9205 to 9207 of its page "API status codes"), and its sample of an
 * object has the key "input-files/20.intervals" on a volume with the prefix "input-files".
 */
export const objectKey = (prefix: string | undefined, location: string): string =>
  !prefix || prefix.endsWith("/") ? `${prefix ?? ""}${location}` : `${prefix}/${location}`;

/** How stores write the address of a bucket. */
const SCHEMES: Readonly<Record<string, string>> = { s3: "s3", gcs: "gs", oss: "oss" };

/** The address of a place on a volume in the store's own scheme; undefined for a store that has none known. */
export function objectUri(service: VolumeService, location: string): string | undefined {
  const { type, bucket } = service;
  const key = objectKey(service.prefix, location);
  if (Object.hasOwn(SCHEMES, type)) return bucket ? `${SCHEMES[type]}://${bucket}/${key}` : undefined;
  return type === "azure" ? azureUri(service, key) : undefined;
}

/** Azure's objects go by their web address, which clouds apart from the public one have below another host. */
function azureUri(service: VolumeService, key: string) {
  const { endpoint, storage_account: account, bucket } = service;
  // Details of a volume name the container "bucket" (BioData Catalyst's page "Get details of a volume").
  const { container = bucket } = service;
  if (typeof account !== "string" || typeof container !== "string") return undefined;
  const isOwn = typeof endpoint === "string" && endpoint !== "";
  const host = isOwn
    ? endpoint.replace(/^https?:\/\//, "").replace(/\/+$/, "")
    : `${account}.blob.core.windows.net`;
  return `https://${host}/${container}/${escapedPath(key)}`;
}
