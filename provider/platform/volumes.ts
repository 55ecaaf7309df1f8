import { z } from "zod";
import { type Client, segment } from "./client";
import { listAll } from "./paging";

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

const text = z.string().nullish();

export const volumeSchema = z
  .looseObject({
    id: z.string().min(1),
    name: z.string(),
    description: text,
    access_mode: text,
    active: z.boolean().nullish(),
    created_on: text,
    modified_on: text,
    href: text,
    service: z.looseObject({ type: text, bucket: text, prefix: text }).nullish(),
  })
  .transform((wire): PlatformVolume => ({
    id: wire.id,
    name: wire.name,
    description: wire.description ?? undefined,
    accessMode: wire.access_mode ?? "",
    active: wire.active ?? true,
    createdOn: wire.created_on ?? undefined,
    modifiedOn: wire.modified_on ?? undefined,
    href: wire.href ?? undefined,
    service: {
      ...wire.service,
      type: wire.service?.type?.toLowerCase() ?? "",
      bucket: wire.service?.bucket ?? undefined,
      prefix: wire.service?.prefix ?? undefined,
    },
  }));

export const getVolume = (client: Client, id: string): Promise<PlatformVolume> =>
  client.call({ path: `/storage/volumes/${segment(id)}`, answer: volumeSchema });

export const listVolumes = (client: Client): AsyncGenerator<PlatformVolume> =>
  listAll(client, { path: "/storage/volumes", item: volumeSchema, key: (volume) => volume.id });

const objectSchema = z.looseObject({ location: z.string() });

/** The object at a location; 404 if there is none. */
export const getObject = (client: Client, volume: string, location: string) =>
  client.call({
    path: `/storage/volumes/${segment(volume)}/object`,
    query: { location },
    answer: objectSchema,
  });

/** The address of a place on a volume in the store's own scheme; undefined for a store that has none known. */
export function objectUri(service: VolumeService, location: string): string | undefined {
  const key = `${service.prefix ?? ""}${location}`;
  switch (service.type) {
    case "s3":
      return `s3://${service.bucket}/${key}`;
    case "gcs":
      return `gs://${service.bucket}/${key}`;
    case "oss":
      return `oss://${service.bucket}/${key}`;
    case "azure":
      return `https://${String(service["storage_account"])}.blob.core.windows.net/${String(service["container"])}/${key}`;
    default:
      return undefined;
  }
}
