import { randomUUID } from "node:crypto";
import type { Platform } from "./http/context";
import {
  Builder,
  type NewFile,
  type NewFiles,
  type NewProject,
  type NewVolume,
  type StoredObject,
} from "./world/builder";
import type { BucketRights } from "./world/buckets";
import type { FailureOrder, Orders } from "./world/orders";
import type {
  ExportJob,
  FileRecord,
  GroupRecord,
  ImportJob,
  Job,
  UserRecord,
  VolumeRecord,
} from "./world/records";

/** The simulated platform's world, to be read and changed without a request. */
export class WorldControls {
  /** Token of the default user "lab". */
  readonly token: string;
  /** @internal */
  protected readonly platform: Platform;
  /** @internal */
  protected readonly builder: Builder;
  readonly #orders: Orders;

  constructor(platform: Platform, orders: Orders, token?: string) {
    this.platform = platform;
    this.builder = new Builder(platform.world);
    this.#orders = orders;
    this.token = platform.world.people.addUser(platform.world.defaultUser, token).token;
  }

  // ---- the world

  /** Adds a user, with a random token unless one is given. */
  addUser({ username, token }: { username: string; token?: string }): UserRecord {
    return this.platform.world.people.addUser(username, token);
  }

  /** Adds a team (default) or division of an enterprise, by its ID; the ID is random unless one is given. */
  addGroup(
    name: string,
    users: string[],
    { id = randomUUID(), type = "TEAM" }: Partial<GroupRecord> = {},
  ): GroupRecord {
    const group: GroupRecord = { id, name, type, users: new Set(users) };
    this.platform.world.people.groups.set(id, group);
    return group;
  }

  addProject(id: string, options?: NewProject): { id: string } {
    return this.builder.project(id, options);
  }

  /** Adds a file or folder; its project and parent folders are created if needed. */
  addFile(file: NewFile): FileRecord {
    return this.builder.file(file);
  }

  addFiles(files: NewFiles): FileRecord[] {
    return this.builder.files(files);
  }

  /** Deletes it as a user does, so that jobs on it fail. */
  removeFile(id: string): void {
    this.platform.world.files.remove(this.file(id));
  }

  addVolume(volume: NewVolume): VolumeRecord {
    return this.builder.volume(volume);
  }

  /** Writes an object to a bucket, bypassing the platform; `size` in bytes. */
  addObject(volumeId: string, location: string, { size = 1024 }: { size?: number } = {}): void {
    this.builder.object(volumeId, location, size);
  }

  /** The objects below a volume's prefix. */
  objects(volumeId: string): StoredObject[] {
    this.platform.world.catchUp();
    return this.builder.objects(volumeId);
  }

  /** Deletes an object from its bucket, bypassing the platform; false if there was none. */
  removeObject(volumeId: string, location: string): boolean {
    return this.builder.removeObject(volumeId, location);
  }

  /** Sets what the bucket allows to all volumes on it. */
  setBucketRights(bucket: string, rights: Partial<BucketRights>, type = "s3"): void {
    Object.assign(this.platform.world.volumes.buckets.get(type, bucket).rights, rights);
  }

  /** Throws if there is none; see `hasFile`. */
  file(id: string): FileRecord {
    this.platform.world.catchUp();
    const file = this.platform.world.files.get(id);
    if (!file) throw new Error(`no file ${id}`);
    return file;
  }

  hasFile(id: string): boolean {
    this.platform.world.catchUp();
    return this.platform.world.files.get(id) !== undefined;
  }

  volume(id: string): VolumeRecord | undefined {
    this.platform.world.catchUp();
    return this.platform.world.volumes.get(id);
  }

  // ---- jobs

  /** All export jobs, in the order of submission. */
  exports(): ExportJob[] {
    return this.#jobs().filter((job) => job.kind === "export");
  }

  /** All import jobs, in the order of submission. */
  imports(): ImportJob[] {
    return this.#jobs().filter((job) => job.kind === "import");
  }

  job(id: string): Job | undefined {
    this.platform.world.catchUp();
    return this.platform.world.jobs.get(id);
  }

  /** Makes a file's jobs fail from now on; without an order they succeed again. */
  failFile(id: string, order?: FailureOrder): void {
    this.#orders.fail(id, order);
  }

  /** Keeps a file's jobs RUNNING until `unstick`. */
  stickFile(id: string): void {
    this.#orders.stick(id);
  }

  /** Releases the jobs that `stickFile` holds. */
  unstick(id: string): void {
    this.#orders.unstick(id);
    this.platform.world.jobs.unpark(this.platform.world.now());
  }

  /** Sets how long a file's jobs run; running jobs keep their length. */
  slowFile(id: string, seconds: number): void {
    this.#orders.slow(id, seconds);
  }

  /** Makes a file's jobs write only this many bytes, as a job that ends early does; undefined: all of them again. */
  truncateFile(id: string, bytes?: number): void {
    this.#orders.cut(id, bytes);
  }

  // ---- tokens and the rate limit

  /** From now on the token is rejected with 401. */
  revokeToken(token: string): void {
    this.platform.world.people.revoke(token);
  }

  /** Undoes `revokeToken`. */
  restoreToken(token: string): void {
    this.platform.world.people.restore(token);
  }

  /** Simulates requests from other tools of the same user. */
  spendRequests(count: number, token = this.token): void {
    const user = this.platform.world.people.byToken(token)?.username;
    if (user === undefined) throw new Error("spendRequests: unknown token");
    this.platform.rateWindow(user, token).spend(count, this.platform.world.now());
  }

  /** Processes what is due; this also happens at each request and each read. */
  catchUp(): void {
    this.platform.world.catchUp();
  }

  #jobs(): Job[] {
    this.platform.world.catchUp();
    return this.platform.world.jobs.all();
  }
}
