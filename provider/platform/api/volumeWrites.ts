import { z } from "zod";
import { toSnake } from "../case";
import type { Client } from "../http/client";
import { segment } from "../http/path";
import { type PlatformVolume, volumeSchema } from "./volumes";

export type AccessMode = "RW" | "RO";

/** How the platform reaches a bucket: members in camelCase, by type. `credentials` hold secrets. */
export interface ServiceRequest {
  type: string;
  credentials: Readonly<Record<string, string>>;
  [member: string]: unknown;
}

export interface VolumeRequest {
  /** 3 to 32 letters and digits, separated by single underscores; the last part of the volume's id. */
  name: string;
  accessMode: AccessMode;
  description?: string | undefined;
  service: ServiceRequest;
}

/** What can be changed of how a volume's bucket is reached. */
export interface ServicePatch {
  bucket?: string;
  prefix?: string;
  endpoint?: string;
  rootUrl?: string;
  /** Whole, since what half a pair does isn't documented; on Azure only the new secret is taken. */
  credentials?: ServiceRequest["credentials"];
  properties?: Readonly<Record<string, unknown>>;
}

/** What can be changed on a volume; members that stay as they are stay out. */
export interface VolumePatch {
  accessMode?: AccessMode;
  description?: string;
  service?: ServicePatch;
}

/** Every client that knows Alibaba's type writes it in capitals, and the others in lower case. */
const WIRE_TYPES: Readonly<Record<string, string>> = { oss: "OSS" };

const path = (id: string): string => `/storage/volumes/${segment(id)}`;

/**
 * Page "Create a volume". The platform tries the bucket with the credentials before it answers. What callers hold beside
 * the request, such as a resource's members, isn't sent: a strict server may refuse what the page doesn't name.
 */
export function createVolume(client: Client, request: VolumeRequest): Promise<PlatformVolume> {
  const { name, accessMode, description, service } = request;
  const type = WIRE_TYPES[service.type] ?? service.type;
  const body = toSnake({ name, accessMode, description, service: { ...service, type } });
  return client.call({ method: "POST", path: "/storage/volumes", body, answer: volumeSchema });
}

/** Page "Update a volume". Setting the same twice does no harm, so an unclear answer is asked for again. */
export const patchVolume = (client: Client, id: string, patch: VolumePatch): Promise<PlatformVolume> =>
  client.call({ method: "PATCH", path: path(id), body: toSnake(patch), answer: volumeSchema });

/**
 * Page "Deactivate a volume": the same call as an update, with `active` alone. Deactivation is refused while imports or
 * exports run; `force`, which would end those jobs, is never sent.
 */
export const setVolumeActive = (client: Client, id: string, active: boolean): Promise<PlatformVolume> =>
  client.call({ method: "PATCH", path: path(id), body: { active }, answer: volumeSchema });

/** Of an inactive volume without aliases; the bucket and its objects stay. */
export const deleteVolume = (client: Client, id: string): Promise<unknown> =>
  client.call({ method: "DELETE", path: path(id), answer: z.unknown(), idempotent: false });
