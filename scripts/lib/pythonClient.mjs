// The platform's official Python client in a virtual environment in the user's cache, created once per set of pinned
// versions.
import { createHash } from "node:crypto";
import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { root, userCache } from "./paths.mjs";
import { attempt, run, say } from "./run.mjs";

const requirements = join(root, "test/conformance/requirements.txt");
const client = "sevenbridges-python";

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

async function findPython() {
  for (const name of ["python3", "python"]) {
    const { code, stdout } = await attempt(name, ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]);
    if (code === 0) return { name, version: stdout.trim() };
  }
  throw new Error(`${client} needs Python 3.9 or newer with venv (python3 is not on PATH)`);
}

async function fill(folder, python) {
  say(`installing ${client} into ${folder}`);
  await rm(folder, { recursive: true, force: true });
  await run(python, ["-m", "venv", folder]);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
  await run(join(folder, "bin/python"), pip);
  // Written last: a folder without it is incomplete and is created again.
  await writeFile(join(folder, "complete"), "");
}

/** The client's version, and the Python that has exactly the pinned packages installed. */
export async function ensurePythonClient() {
  const found = await findPython();
  const pins = await readFile(requirements, "utf8");
  const key = createHash("sha256").update(pins).update(found.version).digest("hex").slice(0, 12);
  const folder = join(userCache(), `venv-${key}`);
  await mkdir(userCache(), { recursive: true });
  await withLock(`${folder}.lock`, "installing the Python client", async () => {
    if (!(await exists(join(folder, "complete")))) await fill(folder, found.name);
  });
  const version = new RegExp(`${client}==(.*)`).exec(pins)?.[1];
  return { python: join(folder, "bin/python"), client: `${client} ${version}`, pythonVersion: found.version };
}

// The client would read this machine's credentials and proxies from these.
const unwanted = /^(SB_|HTTPS?_PROXY$|https?_proxy$)/;

/**
 * The environment of a Python process that only talks to the simulated platform, and leaves nothing in the checkout.
 */
export const pythonEnv = (extra) => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name))),
  PYTHONDONTWRITEBYTECODE: "1",
  ...extra,
});
