import { z } from "zod";
import { toSnake } from "../case";
import type { Client } from "../http/client";
import { segment } from "../http/path";
import { type PlatformVolume, volumeSchema } from "./volumes";

export type AccessMode = "RW" | "RO";

/** How the platform accesses a bucket: members in camelCase, by type. `credentials` contains secrets. */
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

/** What can be changed about how the platform accesses a volume's bucket. */
export interface ServicePatch {
  bucket?: string;
  prefix?: string;
  endpoint?: string;
  rootUrl?: string;
  /** Complete, since the effect of half a key pair isn't documented; on Azure only the new secret is accepted. */
  credentials?: ServiceRequest["credentials"];
  properties?: Readonly<Record<string, unknown>>;
}

/** What can be changed on a volume; unchanged members are left out. */
export interface VolumePatch {
  accessMode?: AccessMode;
  description?: string;
  service?: ServicePatch;
}

/** Every client that supports Alibaba's type spells it in capitals, and the other types in lower case. */
const WIRE_TYPES: Readonly<Record<string, string>> = { oss: "OSS" };

const path = (id: string): string => `/storage/volumes/${segment(id)}`;

/**
 * The platform tries the credentials on the bucket before it responds: https://docs.sevenbridges.com/reference/create-a-volume-v2
 * What callers hold besides the request, such as a resource's members, isn't sent.
 */
export function createVolume(client: Client, request: VolumeRequest): Promise<PlatformVolume> {
  const { name, accessMode, description, service } = request;
  const type = WIRE_TYPES[service.type] ?? service.type;
  const body = toSnake({ name, accessMode, description, service: { ...service, type } });
  return client.call({ method: "POST", path: "/storage/volumes", body, answer: volumeSchema });
}

/** https://docs.sevenbridges.com/reference/update-a-volume-v2. Idempotent, so it is repeated after an unclear response. */
export const patchVolume = (client: Client, id: string, patch: VolumePatch): Promise<PlatformVolume> =>
  client.call({ method: "PATCH", path: path(id), body: toSnake(patch), answer: volumeSchema });

/**
 * https://docs.sevenbridges.com/reference/deactivate-a-volume-1: the same call as an update, with only `active`.
 * Deactivation is refused while imports or exports run; `force`, which would end those jobs, is never sent.
 */
export const setVolumeActive = (client: Client, id: string, active: boolean): Promise<PlatformVolume> =>
  client.call({ method: "PATCH", path: path(id), body: { active }, answer: volumeSchema });

/** Deletes an inactive volume without aliases; the bucket and its objects stay. */
export const deleteVolume = (client: Client, id: string): Promise<unknown> =>
  client.call({ method: "DELETE", path: path(id), answer: z.unknown(), idempotent: false });
