// The package as npm would publish it, for as long as the work on it lasts.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { run } from "./run.mjs";

async function pack(folder) {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [packed] = JSON.parse(await run("npm", args, { cwd: root, shell: process.platform === "win32" }));
  return { ...packed, file: join(folder, packed.filename), paths: packed.files.map(({ path }) => path) };
}

/** Packs the built package and removes the tarball when `work` has ended. */
export async function withPacked(work) {
  const folder = await mkdtemp(join(tmpdir(), "cavatica-pack-"));
  try {
    return await work(await pack(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
