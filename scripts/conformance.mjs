// npm run test:conformance: the platform's official Python client, unchanged, against the simulator.
import { createHash } from "node:crypto";
import { access, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ensureBuild } from "./lib/build.mjs";
import { withLock } from "./lib/lock.mjs";
import { root, userCache } from "./lib/paths.mjs";
import { attempt, main, run, say } from "./lib/run.mjs";

const tests = join(root, "test/conformance");
const requirements = join(tests, "requirements.txt");
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
  throw new Error("the conformance tests need Python 3.9 or newer with venv (python3 is not on PATH)");
}

async function fill(folder, python) {
  say(`installing ${client} into ${folder}`);
  await rm(folder, { recursive: true, force: true });
  await run(python, ["-m", "venv", folder]);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
  await run(join(folder, "bin/python"), pip);
  // Written last: a folder without it is half a job, to be done again.
  await run(join(folder, "bin/python"), [
    "-c",
    `open(${JSON.stringify(join(folder, "complete"))}, "w").close()`,
  ]);
}

/** The Python of a virtual environment that holds exactly the pinned packages; made once per set of pins. */
async function environment() {
  const python = await findPython();
  const pins = createHash("sha256")
    .update(await readFile(requirements))
    .update(python.version);
  const folder = join(userCache(), `venv-${pins.digest("hex").slice(0, 12)}`);
  await mkdir(userCache(), { recursive: true });
  await withLock(`${folder}.lock`, "installing the Python client", async () => {
    if (!(await exists(join(folder, "complete")))) await fill(folder, python.name);
  });
  return join(folder, "bin/python");
}

async function startSimulators() {
  const { startSimulator } = await import("pulumi-cavatica/simulator");
  const usual = await startSimulator({ jobSeconds: 0.1 });
  const tight = await startSimulator({ rateLimit: { limit: 5, windowSeconds: 2, kind: "fixed" } });
  const env = {
    SIM_URL: usual.url,
    SIM_TOKEN: usual.token,
    TIGHT_URL: tight.url,
    TIGHT_TOKEN: tight.token,
  };
  return { env, close: () => Promise.all([usual.close(), tight.close()]) };
}

// The client would take credentials and proxies of this machine from there.
const unwanted = /^(SB_|HTTPS?_PROXY$|https?_proxy$)/;
const cleanEnv = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));

async function runTests(python, env) {
  const args = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", ...process.argv.slice(2)];
  const options = { cwd: tests, env: { ...cleanEnv(), ...env, PYTHONDONTWRITEBYTECODE: "1" }, echo: true };
  return attempt(python, args, options);
}

const count = (word, output) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);

function summary(output, pins) {
  const last = output.trim().split("\n").at(-1) ?? "";
  const failed = count("failed", last) + count("error", last);
  const version = new RegExp(`${client}==(.*)`).exec(pins)?.[1];
  return `conformance with ${client} ${version}: ${count("passed", last)} passed, ${failed} failed`;
}

await main(async () => {
  const python = await environment();
  await ensureBuild();
  const simulators = await startSimulators();
  try {
    const { code, stdout } = await runTests(python, simulators.env);
    console.log(summary(stdout, await readFile(requirements, "utf8")));
    return code === 0 ? 0 : 1;
  } finally {
    await simulators.close();
  }
});
