import type { ObjectRecord } from "./records";

/** What the credentials of all volumes may do in a bucket, and which of their parts are valid; all true unless set. */
export interface BucketRights {
  /** Whether the bucket exists. */
  exists: boolean;
  /** Whether the access key, its secret, the IAM role are valid. */
  accessKey: boolean;
  secretKey: boolean;
  role: boolean;
  /** Individual permissions on the bucket and its objects: s3:ListBucket, GetObject, GetObjectAcl, PutObject. */
  list: boolean;
  get: boolean;
  getAcl: boolean;
  put: boolean;
  /** s3:GetObject on the platform's own buckets. */
  getFromPlatform: boolean;
  /** Whether RW volumes are possible in the bucket's region. */
  writableRegion: boolean;
  /** Reading and writing as a whole, if the store doesn't show which permission is missing. */
  read: boolean;
  write: boolean;
}

export const ALL_RIGHTS: Readonly<BucketRights> = {
  exists: true,
  accessKey: true,
  secretKey: true,
  role: true,
  list: true,
  get: true,
  getAcl: true,
  put: true,
  getFromPlatform: true,
  writableRegion: true,
  read: true,
  write: true,
};

/** One level of a bucket: objects, and prefixes for everything below a deeper slash. */
export interface Level {
  objects: ObjectRecord[];
  prefixes: string[];
  /** Where the next page starts; undefined on the last one. */
  next: string | undefined;
}

const ABOVE_ALL = "\uffff";

/** Index of the first key that is not before `wanted`. */
function lowerBound(keys: readonly string[], wanted: string): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A bucket of a cloud store: objects by key, listed in key order one level at a time. */
export class Bucket {
  readonly rights: BucketRights = { ...ALL_RIGHTS };
  readonly #objects = new Map<string, ObjectRecord>();
  #keys: string[] = [];
  #sorted = true;

  get(key: string): ObjectRecord | undefined {
    return this.#objects.get(key);
  }

  put(object: ObjectRecord): void {
    if (!this.#objects.has(object.key)) {
      this.#keys.push(object.key);
      this.#sorted = false;
    }
    this.#objects.set(object.key, object);
  }

  delete(key: string): boolean {
    if (!this.#objects.delete(key)) return false;
    const keys = this.#sortedKeys();
    keys.splice(lowerBound(keys, key), 1);
    return true;
  }

  /** All objects below a prefix, at any depth, in key order. */
  below(prefix: string): ObjectRecord[] {
    const keys = this.#sortedKeys();
    const found = keys.slice(lowerBound(keys, prefix), lowerBound(keys, prefix + ABOVE_ALL));
    return found.flatMap((key) => this.#objects.get(key) ?? []);
  }

  /** One page of one level below `prefix`, from the key `from` on. */
  level(prefix: string, limit: number, from = prefix): Level {
    const keys = this.#sortedKeys();
    const level: Level = { objects: [], prefixes: [], next: undefined };
    for (let index = lowerBound(keys, from); index < keys.length;) {
      const key = keys[index] ?? "";
      if (!key.startsWith(prefix)) break;
      if (level.objects.length + level.prefixes.length === limit) return { ...level, next: key };
      const slash = key.indexOf("/", prefix.length);
      const object = slash < 0 ? this.#objects.get(key) : undefined;
      if (object) level.objects.push(object);
      else level.prefixes.push(key.slice(0, slash + 1));
      index = object ? index + 1 : lowerBound(keys, key.slice(0, slash + 1) + ABOVE_ALL);
    }
    return level;
  }

  #sortedKeys(): string[] {
    // The default sort compares UTF-16 units, as `<` in lowerBound does.
    if (!this.#sorted) this.#keys.sort();
    this.#sorted = true;
    return this.#keys;
  }
}

/** All buckets by cloud and name: two volumes on one bucket see the same objects. */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>();

  get(type: string, name: string): Bucket {
    const id = `${type}:${name}`;
    let bucket = this.#buckets.get(id);
    if (!bucket) this.#buckets.set(id, (bucket = new Bucket()));
    return bucket;
  }
}
