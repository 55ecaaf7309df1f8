// Node.js versions and package managers from the npm registry, kept outside the checkout.
import { access, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { userCache } from "../lib/paths.mjs";
import { run, say } from "../lib/run.mjs";

const PLATFORM = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

/** Installs packages into their own folder, once; returns the folder. */
async function toolFolder(name, ...packages) {
  const folder = join(userCache(), "matrix", name);
  const isThere = await access(join(folder, "node_modules")).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  say(`getting ${name}`);
  await mkdir(folder, { recursive: true });
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, ...packages], { cwd: folder });
  return folder;
}

/** The newest release whose version starts with this prefix. */
export async function newestOf(name, major) {
  const listed = JSON.parse(await run("npm", ["view", name, "versions", "--json"]));
  const matching = listed.filter(
    (version) => !version.includes("-") && (!major || version.split(".")[0] === major),
  );
  const order = (one, other) => one.localeCompare(other, "en", { numeric: true });
  const newest = matching.sort(order).at(-1);
  if (!newest) throw new Error(`the registry has no ${name} ${major}`);
  return newest;
}

/** The folder of a `node` of that release line. */
export async function nodeFolder(line) {
  const version = await newestOf(PLATFORM, line === "newest" ? undefined : line);
  const folder = await toolFolder(`node-${version}`, `${PLATFORM}@${version}`);
  return { version, bin: join(folder, "node_modules", PLATFORM, "bin") };
}

/** The folder of a package manager's command; npm comes with Node.js. */
export async function managerFolder(manager) {
  if (manager === "npm") return undefined;
  const folder = await toolFolder(manager, manager === "pnpm" ? "pnpm@10" : "yarn@1");
  return join(folder, "node_modules/.bin");
}
