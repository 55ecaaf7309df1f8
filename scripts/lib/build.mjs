// Compiles the package into dist; unchanged sources aren't built again, so every test can ask for a build.
import { createHash } from "node:crypto";
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addLauncher, launcher } from "./launcher.mjs";
import { bundleSimulator } from "./bundleSimulator.mjs";
import { rollDeclarations } from "./declarations.mjs";
import { withLock } from "./lock.mjs";
import { inModules, localCache, lockFile, root } from "./paths.mjs";
import { run, say } from "./run.mjs";

const dist = join(root, "dist");
const bin = "provider/cli/main.js";
const stamp = join(localCache, "build-hash");
const inputs = [
  "package-lock.json",
  "package.json",
  "scripts/lib/build.mjs",
  "scripts/lib/bundleSimulator.mjs",
  "scripts/lib/declarations.mjs",
  "scripts/lib/launcher.mjs",
  "tsconfig.json",
  "tsconfig.build.json",
];
const folders = ["provider", "simulator"];

async function filesIn(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function hashSources() {
  const sources = (await Promise.all(folders.map(filesIn))).flat().sort();
  const hash = createHash("sha256");
  for (const file of [...inputs.map((name) => join(root, name)), ...sources])
    hash
      .update(file.slice(root.length))
      .update("\0")
      .update(await readFile(file))
      .update("\0");
  return hash.digest("hex");
}

const read = (file) => readFile(file, "utf8").catch(() => undefined);

async function isCurrent(hash) {
  return (
    (await read(stamp)) === hash &&
    (await read(join(dist, bin))) !== undefined &&
    (await read(join(dist, launcher))) !== undefined
  );
}

// Built beside dist and swapped in at the end, so that a running stack never sees half a build.
async function compile(hash) {
  const draft = join(localCache, `dist-${process.pid}`);
  const types = `${draft}-types`;
  await rm(draft, { recursive: true, force: true });
  try {
    const into = ["--outDir", draft, "--declarationDir", types];
    await run(process.execPath, [inModules("typescript/bin/tsc"), "-p", "tsconfig.build.json", ...into], {
      cwd: root,
    });
    await bundleSimulator(draft);
    await rollDeclarations(types, draft);
    await chmod(join(draft, bin), 0o755);
    await addLauncher(draft);
    await rm(dist, { recursive: true, force: true });
    await rename(draft, dist);
    // Never written in place: a hard-linked copy of node_modules would share it with this checkout.
    await writeFile(`${draft}.hash`, hash);
    await rename(`${draft}.hash`, stamp);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(types, { recursive: true, force: true });
  }
}

export async function ensureBuild({ force = false } = {}) {
  if (!force && (await isCurrent(await hashSources()))) return;
  await mkdir(localCache, { recursive: true });
  await withLock(lockFile("build"), "building the package", async () => {
    const hash = await hashSources();
    if (!force && (await isCurrent(hash))) return;
    say("building dist");
    await compile(hash);
  });
}
