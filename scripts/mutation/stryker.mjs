// Stryker in the user's cache: its two hundred packages are needed by this one script.
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "../lib/lock.mjs";
import { inModules, userCache } from "../lib/paths.mjs";
import { run, say } from "../lib/run.mjs";

// The last major version that runs on Node.js 20.
const version = "9.6.1";

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Its runner brings its own vitest, which must be the version that the tests are written for. */
async function packages() {
  const { version: vitest } = JSON.parse(await readFile(inModules("vitest/package.json"), "utf8"));
  return [
    `@stryker-mutator/core@${version}`,
    `@stryker-mutator/vitest-runner@${version}`,
    `vitest@${vitest}`,
  ];
}

async function install(folder, names) {
  say(`installing Stryker ${version} into ${folder}`);
  await mkdir(folder, { recursive: true });
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, ...names], { cwd: folder });
  // Written last: a folder without it is incomplete and is filled again.
  await writeFile(join(folder, "complete"), "");
}

/** The folder of the installed packages. */
export async function ensureStryker() {
  const names = await packages();
  const folder = join(userCache(), `stryker-${version}-${names.at(-1).replace("@", "-")}`);
  await withLock(`${folder}.lock`, "installing Stryker", async () => {
    if (!(await exists(join(folder, "complete")))) await install(folder, names);
  });
  return join(folder, "node_modules");
}
