// The package as its users get it: packed once, and installed by npm into folders outside the checkout.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkout, newFolder } from "./project";

const exec = promisify(execFile);
const quietly = { maxBuffer: 1 << 28, shell: process.platform === "win32" };
let tarball: Promise<string> | undefined;

async function pack(): Promise<string> {
  const folder = await newFolder({});
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const { stdout } = await exec("npm", args, { cwd: checkout, ...quietly });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  return join(folder, packed!.filename);
}

/** A folder in which npm has installed this package together with others, such as "typescript@6.0". */
export async function newInstallation(others: string[]): Promise<string> {
  const [file, dir] = await Promise.all([
    (tarball ??= pack()),
    newFolder({ "package.json": JSON.stringify({ name: "installation", private: true }) }),
  ]);
  // npm takes what it fetched before from its cache; only a cold cache makes this slow.
  const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", file, ...others];
  await exec("npm", args, { cwd: dir, ...quietly });
  return dir;
}

/** Runs a command of a package that is installed there, as a user does; returns its output. */
export const npx = async (dir: string, ...args: string[]): Promise<string> =>
  (await exec("npx", ["--no-install", ...args], { cwd: dir, ...quietly })).stdout;
