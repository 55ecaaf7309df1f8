// Finds the Pulumi CLI: on PATH, in the cache, in the official archive or built from Go modules, in this order.
import { access, chmod, constants, copyFile, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { build } from "./cliBuild.mjs";
import { download } from "./cliDownload.mjs";
import { withLock } from "./lock.mjs";
import { inModules, userCache } from "./paths.mjs";
import { attempt, say } from "./run.mjs";

export const version = "3.259.0";
const oldest = [3, 200];
const binaries = ["pulumi", "pulumi-language-nodejs"];
// Starts the dynamic provider. Beside `pulumi` it counts as bundled; elsewhere on PATH, each run prints a warning.
const starter = "pulumi-resource-pulumi-nodejs";

const isExecutable = (path) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
const holds = async (folder, names) =>
  (await Promise.all(names.map((name) => isExecutable(join(folder, name))))).every(Boolean);

export function isRecent(text) {
  const [major = 0, minor = 0] = text.trim().replace(/^v/, "").split(".").map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

async function onPath() {
  for (const folder of (process.env.PATH ?? "").split(delimiter).filter(Boolean)) {
    if (!(await holds(folder, [...binaries, starter]))) continue;
    const answer = await attempt(join(folder, "pulumi"), ["version"]);
    if (answer.code === 0 && isRecent(answer.stdout)) return folder;
    say(`ignoring ${join(folder, "pulumi")}: ${answer.stdout.trim() || "it doesn't run"}, older than 3.200`);
  }
  return undefined;
}

const sources = [
  ["downloading the official release", (wanted, folder) => download(wanted, folder, binaries)],
  ["building it with Go", build],
];

async function fill(wanted, folder) {
  const failures = [];
  for (const [what, source] of sources) {
    try {
      return await source(wanted, folder);
    } catch (error) {
      failures.push(`- ${what}: ${error.cause?.message ?? error.message}`);
      say(`${what} is not possible here: ${(error.cause?.message ?? error.message).split("\n")[0]}`);
    }
  }
  const advice = "Install the Pulumi CLI (https://www.pulumi.com/docs/install/) or Go (https://go.dev/dl/).";
  throw new Error(`no Pulumi CLI on PATH, and none could be installed:\n${failures.join("\n")}\n${advice}`);
}

async function make(wanted, folder) {
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.draft-`);
  try {
    await fill(wanted, draft);
    await rm(join(draft, "unpacked"), { recursive: true, force: true });
    await chmod(draft, 0o755);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
    say(`the Pulumi CLI ${wanted} is ready in ${folder}`);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function makeOnce(wanted, folder) {
  if (await holds(folder, binaries)) return;
  say(`no Pulumi CLI found; getting ${wanted}`);
  await withLock(`${folder}.lock`, "getting the Pulumi CLI", async () => {
    if (!(await holds(folder, binaries))) await make(wanted, folder);
  });
}

/** A copy, not a link, because the cache outlives the checkout that filled it. */
async function addStarter(folder) {
  const [from, to] = [inModules(`@pulumi/pulumi/${starter}`), join(folder, starter)];
  const wanted = await readFile(from, "utf8").catch(() => {
    throw new Error(`${starter} is missing in node_modules/@pulumi/pulumi: run npm ci`);
  });
  if ((await readFile(to, "utf8").catch(() => "")) === wanted && (await isExecutable(to))) return;
  const draft = `${to}.${process.pid}`;
  await copyFile(from, draft);
  await chmod(draft, 0o755);
  await rename(draft, to);
}

/** The folder of exactly this version, whatever is on PATH. */
export async function ensureCliVersion(wanted) {
  const folder = join(userCache(), `cli-${wanted}`);
  await makeOnce(wanted, folder);
  await addStarter(folder);
  return folder;
}

/** Returns the folder that contains `pulumi` and everything that a Node.js stack needs beside it. */
export const ensureCli = async () => (await onPath()) ?? ensureCliVersion(version);
