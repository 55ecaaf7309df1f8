import { ApiError } from "../errors";
import type { FileRecord, Storage } from "./records";

interface Children {
  byName: Map<string, FileRecord>;
  /** Sorted copy for paging, dropped when the folder changes. */
  listed: FileRecord[] | undefined;
}

/** All files and folders, by ID and by location, and which volume each alias points to. */
export class Files {
  readonly #byId = new Map<string, FileRecord>();
  readonly #children = new Map<string, Children>();
  readonly #aliases = new Map<string, number>();

  get(id: string): FileRecord | undefined {
    return this.#byId.get(id);
  }

  add(file: FileRecord): FileRecord {
    const siblings = file.parent === undefined ? undefined : this.#children.get(file.parent);
    if (siblings?.byName.has(file.name)) throw new ApiError(5003, `"${file.name}" exists already.`);
    if (this.#byId.has(file.id)) throw new Error(`file id ${file.id} is taken`);
    this.#byId.set(file.id, file);
    if (file.type === "folder") this.#children.set(file.id, { byName: new Map(), listed: undefined });
    siblings?.byName.set(file.name, file);
    siblings?.listed?.push(file);
    this.#countAlias(file.storage, 1);
    return file;
  }

  remove(file: FileRecord): void {
    if (this.childrenOf(file.id).length > 0) throw new ApiError(5021);
    const siblings = this.#siblings(file);
    siblings?.byName.delete(file.name);
    if (siblings) siblings.listed = undefined;
    this.#byId.delete(file.id);
    this.#children.delete(file.id);
    this.#countAlias(file.storage, -1);
  }

  rename(file: FileRecord, name: string, now: number): void {
    if (name === file.name) return;
    const siblings = this.#siblings(file);
    if (siblings?.byName.has(name)) throw new ApiError(5003);
    siblings?.byName.delete(file.name);
    siblings?.byName.set(name, file);
    file.name = name;
    file.modifiedAt = now;
  }

  childrenOf(folder: string): readonly FileRecord[] {
    const children = this.#children.get(folder);
    if (!children) return [];
    children.listed ??= [...children.byName.values()];
    return children.listed;
  }

  child(folder: string, name: string): FileRecord | undefined {
    return this.#children.get(folder)?.byName.get(name);
  }

  /** Points the file to other storage; with a volume it becomes an alias (documented: aliases). */
  setStorage(file: FileRecord, storage: Storage, now: number): void {
    this.#countAlias(file.storage, -1);
    this.#countAlias(storage, 1);
    file.storageBefore = { storage: file.storage, changedAt: now };
    file.storage = storage;
    file.modifiedAt = now;
  }

  /** How many aliases point to the volume. */
  aliasesOf(volume: string): number {
    return this.#aliases.get(volume) ?? 0;
  }

  /** Path below the project's first level, for display and for file names. */
  pathOf(file: FileRecord): string {
    const parent = file.parent === undefined ? undefined : this.#byId.get(file.parent);
    if (parent === undefined || parent.parent === undefined) return file.name;
    return `${this.pathOf(parent)}/${file.name}`;
  }

  #siblings(file: FileRecord): Children | undefined {
    return file.parent === undefined ? undefined : this.#children.get(file.parent);
  }

  #countAlias(storage: Storage, by: number): void {
    if (storage.type === "VOLUME") this.#aliases.set(storage.volume, this.aliasesOf(storage.volume) + by);
  }
}
