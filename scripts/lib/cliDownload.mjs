/* global fetch, AbortSignal -- Node has both */
// The official release archive, verified against the release's own list of checksums.
import { createHash } from "node:crypto";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { say, run } from "./run.mjs";

// A mirror with the same layout may be used instead (tests serve one on this machine).
const releases = process.env.PULUMI_CAVATICA_RELEASES || "https://get.pulumi.com/releases/sdk";
const systems = { linux: "linux", darwin: "darwin" };
const machines = { x64: "x64", arm64: "arm64" };

export function archiveName(version, platform = process.platform, arch = process.arch) {
  const [system, machine] = [systems[platform], machines[arch]];
  return system && machine ? `pulumi-v${version}-${system}-${machine}.tar.gz` : undefined;
}

async function get(url, milliseconds) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(milliseconds) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

export function verify(archive, name, checksums) {
  const line = checksums.split("\n").find((text) => text.trim().endsWith(name));
  const actual = createHash("sha256").update(archive).digest("hex");
  if (!line) throw new Error(`the release's checksums do not list ${name}`);
  if (line.trim().split(/\s+/)[0] !== actual)
    throw new Error(`${name} does not match its published checksum`);
}

/** Puts the required binaries of the release into `folder`; throws if that isn't possible. */
export async function download(version, folder, binaries) {
  const name = archiveName(version);
  if (!name) throw new Error(`there is no release archive for ${process.platform} ${process.arch}`);
  // The small file first, so that a machine without internet access fails within seconds.
  const checksums = await get(`${releases}/pulumi-${version}-checksums.txt`, 5_000);
  say(`downloading ${name}`);
  const archive = await get(`${releases}/${name}`, 600_000);
  verify(archive, name, checksums.toString());
  const unpacked = join(folder, "unpacked");
  await mkdir(unpacked);
  await writeFile(join(unpacked, name), archive);
  await run("tar", ["-xzf", name], { cwd: unpacked });
  for (const binary of binaries) await copyFile(join(unpacked, "pulumi", binary), join(folder, binary));
}
