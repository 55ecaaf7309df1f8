import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import type { ObjectMirror } from "./world";

const LARGEST = 4096;

/** A short text that depends only on the key, repeated up to the object's size or a few kB. */
export function sampleContent(key: string, size: number): Buffer {
  const line = `object ${key} written by the simulator\n`;
  const wanted = Math.min(size, LARGEST);
  return Buffer.from(line.repeat(Math.ceil(wanted / Buffer.byteLength(line)))).subarray(0, wanted);
}

/** Path of an object below a folder; undefined if the name would lead out of it or isn't a valid file name. */
export function pathBelow(folder: string, bucket: string, key: string): string | undefined {
  const parts = [bucket, ...key.split("/")];
  // Empty parts (leading or doubled slashes) are valid in keys, but not in paths: two keys would share a file.
  const unusable = parts.some((part) => part === "" || part === "." || part === ".." || /[\\:\0]/.test(part));
  if (unusable) return undefined;
  const path = resolve(folder, ...parts);
  return path.startsWith(resolve(folder) + sep) ? path : undefined;
}

/**
 * Writes exported objects as files under `folder/bucket/key`. Leaves out names that the file system doesn't support.
 */
export function diskMirror(folder: string, log: (line: string) => void): ObjectMirror {
  const attempt = (bucket: string, key: string, action: (path: string) => void): void => {
    const path = pathBelow(folder, bucket, key);
    try {
      if (path === undefined) throw new Error("no safe file name");
      action(path);
    } catch (error) {
      log(`object ${bucket}/${key} is not mirrored: ${String(error)}`);
    }
  };
  return {
    put: (bucket, key, size) =>
      attempt(bucket, key, (path) => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, sampleContent(key, size));
      }),
    delete: (bucket, key) => attempt(bucket, key, (path) => rmSync(path, { force: true })),
  };
}
