import { z } from "zod";
import type { Client } from "../http/client";
import { escapedPath, segment } from "../http/path";
import { listAll, listWhole } from "../http/paging";
import { filledText, maybe, maybeFlag, maybeText } from "../http/lenient";

/** A volume as the platform shows it: the secret half of its credentials is never returned. */
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

/** As in the API, except for `type`, which comes in upper or lower case and is converted to lower case here. */
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
 * Unifies names: the details of an Azure volume call its container `bucket` (BioData Catalyst's page on the details of an
 * Azure volume), and older volumes have `hostname` for the endpoint
 * (https://docs.cavatica.org/reference/get-details-of-a-volume-v2).
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

/** Times are in UTC; some responses use another offset. */
function inUtc(time: string | undefined): string | undefined {
  if (time === undefined || !/[+-]\d\d:?\d\d$/.test(time) || Number.isNaN(Date.parse(time))) return time;
  return new Date(time).toISOString().replace(/\.000Z$/, "Z");
}

export const volumeSchema = z
  .looseObject({
    id: filledText,
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

/** The object at a location; 404 if it doesn't exist. */
export const getObject = (client: Client, volume: string, location: string) =>
  client.call({
    path: `/storage/volumes/${segment(volume)}/object`,
    query: { location },
    answer: objectSchema,
  });

/** The objects directly below a "folder" of a volume ("" for the top level, otherwise ending in "/"); not deeper ones. */
export const listObjects = (client: Client, volume: string, prefix: string) =>
  listAll(client, {
    path: `/storage/volumes/${segment(volume)}/list`,
    query: { prefix },
    item: objectSchema,
    key: (object) => object.location,
  });

/**
 * The key in the bucket of a location on a volume. The platform treats the prefix as a folder and appends a slash: it asks
 * for rights on `{bucket}/{prefix}/*` (codes 9205 to 9207 of https://docs.sevenbridges.com/reference/api-status-codes), and
 * its sample of an object has the key "input-files/20.intervals" on a volume with the prefix "input-files".
 */
export const objectKey = (prefix: string | undefined, location: string): string =>
  !prefix || prefix.endsWith("/") ? `${prefix ?? ""}${location}` : `${prefix}/${location}`;

/** URI schemes of buckets, by type of storage. */
const SCHEMES: Readonly<Record<string, string>> = { s3: "s3", gcs: "gs", oss: "oss" };

/** The URI of a location on a volume in the storage's own scheme; undefined if none is known. */
export function objectUri(service: VolumeService, location: string): string | undefined {
  const { type, bucket } = service;
  const key = objectKey(service.prefix, location);
  if (Object.hasOwn(SCHEMES, type)) return bucket ? `${SCHEMES[type]}://${bucket}/${key}` : undefined;
  return type === "azure" ? azureUri(service, key) : undefined;
}

/** Azure's objects are identified by their web address; clouds other than the public one use another host. */
function azureUri(service: VolumeService, key: string) {
  const { endpoint, storage_account: account, bucket } = service;
  // The details of a volume call the container "bucket" (BioData Catalyst's page on the details of an Azure volume).
  const { container = bucket } = service;
  if (typeof account !== "string" || typeof container !== "string") return undefined;
  const isOwn = typeof endpoint === "string" && endpoint !== "";
  const host = isOwn
    ? endpoint.replace(/^https?:\/\//, "").replace(/\/+$/, "")
    : `${account}.blob.core.windows.net`;
  return `https://${host}/${container}/${escapedPath(key)}`;
}
