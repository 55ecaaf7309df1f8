// Checks whether the installed dependencies match the lockfile. They are compared by content, since git doesn't
// preserve file times.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inModules, lockFile, root } from "./paths.mjs";
import { withLock } from "./lock.mjs";
import { run, say } from "./run.mjs";

const packagesOf = async (file) => JSON.parse(await readFile(file, "utf8")).packages;

/** Optional packages may be missing: they are for other platforms. */
export function areInstalled(wanted, installed) {
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== "" && !entry.optional && !entry.peer)
    .every(([path, { version }]) => installed[path]?.version === version);
}

async function isCurrent() {
  const wanted = await packagesOf(join(root, "package-lock.json"));
  // npm writes this file at the end of an installation, so an incomplete installation doesn't have it.
  const installed = await packagesOf(inModules(".package-lock.json")).catch(() => ({}));
  return areInstalled(wanted, installed);
}

export async function ensureModules() {
  if (await isCurrent()) return;
  await withLock(lockFile("npm-ci"), "npm ci", async () => {
    if (await isCurrent()) return;
    say("installing dependencies (npm ci)");
    await run("npm", ["ci", "--no-progress"], { cwd: root, shell: process.platform === "win32" });
  });
}
