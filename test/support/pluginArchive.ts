// The native plugin's archive for Linux, made by the script that makes those of a release.
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkout } from "./project";

const exec = promisify(execFile);
const script = join(checkout, "scripts/plugin-archives.mjs");

/** Writes the archive and the list of checksums into `into`; returns the path of the archive. */
export async function makeArchive(into: string, only = "linux-amd64"): Promise<string> {
  await exec(process.execPath, [script, "--into", into, "--only", only]);
  const name = (await readdir(into)).find((one) => one.endsWith(`-${only}.tar.gz`));
  return join(into, name!);
}
