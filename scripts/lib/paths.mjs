import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

// Outside the checkout, so that clones share what is expensive to build.
export const userCache = () =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-cavatica");

// Inside the checkout, never committed or packed; deleted with the dependencies that it describes.
export const localCache = join(root, "node_modules/.cache/pulumi-cavatica");

export const inModules = (path) => join(root, "node_modules", path);

/** One per checkout, and not inside it: npm ci deletes node_modules while holding its lock. */
export const lockFile = (name) =>
  join(userCache(), `${name}-${createHash("sha256").update(root).digest("hex").slice(0, 12)}.lock`);
