import type { FileRecord, ObjectRecord, ServiceType, VolumePermissions, VolumeRecord } from "./records";
import type { World } from "./world";

/** A project to add to the world. */
export interface NewProject {
  /** User name; default: the part before the slash in its ID. */
  owner?: string;
  /** Names of other users who may see it. */
  members?: string[];
}

/** A file to add to the world; everything but project and path has a default. */
export interface NewFile {
  /** "owner/project"; created if it doesn't exist. */
  project: string;
  /** Path below the project; missing folders are created. A path that ends with a slash is a folder. */
  path: string;
  /** Bytes. */
  size?: number;
  /** 24 hexadecimal characters; random by default. */
  id?: string;
  tags?: string[];
  metadata?: Record<string, unknown>;
  origin?: { task?: string };
  /** IDs of index files and the like. */
  secondaryFiles?: (string | { id: string })[];
  archived?: boolean;
  public?: boolean;
  /** Imported by DRS. */
  drs?: boolean;
  /** Makes it an alias of that object. */
  storage?: { volume: string; location: string };
  /** Such as "aws:us-east-1" (default) or "google:us-west1". */
  region?: string;
}

/** Many files of one size, numbered. */
export interface NewFiles {
  project: string;
  count: number;
  /** Start of each path; default "file-". */
  prefix?: string;
  size?: number;
}

/** A volume to add to the world; everything but its name has a default. */
export interface NewVolume {
  name: string;
  owner?: string;
  accessMode?: "RW" | "RO";
  bucket?: string;
  prefix?: string;
  type?: ServiceType;
  active?: boolean;
  region?: string;
  members?: Record<string, Partial<VolumePermissions>>;
}

/** An object as returned to callers. */
export interface StoredObject {
  location: string;
  key: string;
  size: number;
  file?: string;
  properties: Record<string, unknown>;
}

/** Fills a world without HTTP requests, and without the platform's checks. */
export class Builder {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  project(id: string, { owner = id.split("/")[0] ?? id, members = [] }: NewProject = {}): { id: string } {
    const existing = this.#world.people.projects.get(id);
    if (!existing) return this.#world.addProject(id, owner, members);
    for (const member of members) existing.members.add(member);
    return existing;
  }

  file(given: NewFile): FileRecord {
    const { project: projectId, path, secondaryFiles = [], storage, region, ...facts } = given;
    this.project(projectId);
    const root = this.#world.people.projects.get(projectId)?.rootFolder ?? "";
    const parts = path.split("/").filter((part) => part !== "");
    const isFolder = path.endsWith("/");
    const name = parts.pop() ?? "";
    const parent = this.#world.subfolder(root, parts);
    return this.#world.addFile({
      size: 1024,
      ...facts,
      name,
      project: projectId,
      parent,
      type: isFolder ? "folder" : "file",
      secondaryFiles: secondaryFiles.map((each) => (typeof each === "string" ? each : each.id)),
      ...(region !== undefined && { storage: { type: "PLATFORM", hosted_on_locations: [region] } }),
      ...(storage && { storage: { type: "VOLUME", ...storage } }),
    });
  }

  files({ project, count, prefix = "file-", size = 1024 }: NewFiles): FileRecord[] {
    const digits = Math.max(4, String(count).length);
    return Array.from({ length: count }, (_, index) =>
      this.file({ project, path: `${prefix}${String(index + 1).padStart(digits, "0")}`, size }),
    );
  }

  volume(given: NewVolume): VolumeRecord {
    const { name, owner = this.#world.defaultUser, type = "s3", members = {} } = given;
    const now = this.#world.now();
    const none = { read: true, copy: false, write: false, admin: false };
    const asMember = ([username, permissions]: [string, Partial<VolumePermissions>]) =>
      [username, { username, type: "USER" as const, permissions: { ...none, ...permissions } }] as const;
    return this.#world.volumes.add({
      id: `${owner}/${name}`,
      owner,
      name,
      description: "",
      accessMode: given.accessMode ?? "RW",
      active: given.active ?? true,
      region: given.region,
      service: {
        type,
        typeAsSent: type,
        bucket: given.bucket ?? `${owner}-${name.replaceAll("_", "-")}`,
        prefix: given.prefix ?? "",
        endpoint: type === "s3" ? "s3.amazonaws.com" : "",
        credentials:
          type === "gcs" ? { client_email: "sim@example.org" } : { access_key_id: "AKIASIMULATOR0000000" },
        properties: type === "s3" ? { sse_algorithm: "AES256" } : {},
        extra: type === "s3" ? { export_enabled: true, direct_export_enabled: false } : {},
      },
      members: new Map(Object.entries(members).map(asMember)),
      createdAt: now,
      modifiedAt: now,
    });
  }

  object(volumeId: string, location: string, size: number): ObjectRecord {
    const volume = this.#volume(volumeId);
    const key = this.#world.volumes.keyOf(volume, location);
    const object = { key, size, properties: {}, writtenAt: this.#world.now() };
    this.#world.volumes.bucketOf(volume).put(object);
    this.#world.mirror?.put(volume.service.bucket, key, size);
    return object;
  }

  objects(volumeId: string): StoredObject[] {
    const volume = this.#volume(volumeId);
    const { prefix } = volume.service;
    return this.#world.volumes
      .bucketOf(volume)
      .below(prefix)
      .map(({ key, size, file, properties }) => {
        return {
          location: key.slice(prefix.length),
          key,
          size,
          ...(file !== undefined && { file }),
          properties,
        };
      });
  }

  removeObject(volumeId: string, location: string): boolean {
    const volume = this.#volume(volumeId);
    const key = this.#world.volumes.keyOf(volume, location);
    this.#world.mirror?.delete(volume.service.bucket, key);
    return this.#world.volumes.bucketOf(volume).delete(key);
  }

  #volume(id: string): VolumeRecord {
    const volume = this.#world.volumes.get(id);
    if (!volume) throw new Error(`no volume ${id}`);
    return volume;
  }
}
