// A virtual environment in the user's cache with Pulumi's Python SDK and the generated one, created once per content.
import { createHash } from "node:crypto";
import { access, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { root, userCache } from "./paths.mjs";
import { run, say } from "./run.mjs";

const pulumi = "pulumi==3.272.0";
const sdk = join(root, "sdk/python");

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

async function contentKey() {
  const entries = await readdir(sdk, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash("sha256").update(pulumi);
  for (const file of files.sort()) hash.update(file.slice(sdk.length)).update(await readFile(file));
  return hash.digest("hex").slice(0, 12);
}

async function fill(folder) {
  say(`installing Pulumi's Python SDK into ${folder}`);
  await rm(folder, { recursive: true, force: true });
  await run("python3", ["-m", "venv", folder]);
  // A copy, since pip writes its build beside the sources.
  const copy = await mkdtemp(join(tmpdir(), "cavatica-python-"));
  try {
    await cp(sdk, copy, { recursive: true });
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", pulumi, copy];
    await run(join(folder, "bin/python"), pip);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
  // Written last: a folder without it is incomplete and is created again.
  await writeFile(join(folder, "complete"), "");
}

/** Returns the virtual environment's folder. */
export async function ensurePythonSdk() {
  const folder = join(userCache(), `python-sdk-${await contentKey()}`);
  await mkdir(userCache(), { recursive: true });
  await withLock(`${folder}.lock`, "installing the Python SDK", async () => {
    if (!(await exists(join(folder, "complete")))) await fill(folder);
  });
  return folder;
}
