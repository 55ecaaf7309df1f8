// The archives of the native plugin, as `pulumi plugin install` and the engine's own download expect them: named
// pulumi-resource-<name>-v<version>-<system>-<machine>.tar.gz, with the executable on the top level.
import { createHash } from "node:crypto";
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./paths.mjs";
import { bundleFolder, bundlePlugin } from "./pluginBundle.mjs";
import { startFiles } from "./pluginStart.mjs";

export const systems = ["linux", "darwin", "windows"];
export const machines = ["amd64", "arm64"];

/** All dates in an archive: one that is made again from the same sources is the same file. */
const epoch = new Date("2020-01-01T00:00:00Z");

export const archiveName = (version, system, machine) =>
  `pulumi-resource-cavatica-v${version}-${system}-${machine}.tar.gz`;

export const checksumsName = (version) => `pulumi-cavatica_${version}_checksums.txt`;

const packageJson = async () => JSON.parse(await readFile(join(root, "package.json"), "utf8"));

/** What every system's archive holds. */
async function writeCommon(folder, { name, version, license, homepage, engines }) {
  await bundlePlugin(join(folder, bundleFolder));
  await mkdir(join(folder, "schema"));
  await copyFile(join(root, "schema/pulumi.json"), join(folder, "schema/pulumi.json"));
  await copyFile(join(root, "LICENSE"), join(folder, "LICENSE"));
  const described = { name, version, license, homepage, engines, private: true };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(described, null, 2)}\n`);
}

async function writeStart(folder, system) {
  for (const [path, { text, mode = 0o644 }] of Object.entries(startFiles(system))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
    await chmod(join(folder, path), mode);
  }
}

async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** The same bytes for the same files, whoever packs them and when. */
async function pack(folder, file) {
  const { create } = await import("tar");
  const options = { cwd: folder, file, gzip: { level: 9 }, portable: true, mtime: epoch, noDirRecurse: true };
  await create(options, await filesOf(folder));
}

async function archive(common, version, { system, machine }, into) {
  const folder = await mkdtemp(join(tmpdir(), "cavatica-archive-"));
  try {
    await cp(common, folder, { recursive: true });
    await writeStart(folder, system);
    const name = archiveName(version, system, machine);
    await pack(folder, join(into, name));
    return name;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const checksum = async (file) =>
  createHash("sha256")
    .update(await readFile(file))
    .digest("hex");

/** Writes the archives of `targets` into `into`, with a list of their checksums; returns their names. */
export async function writeArchives(into, targets) {
  const manifest = await packageJson();
  const common = await mkdtemp(join(tmpdir(), "cavatica-plugin-"));
  try {
    await writeCommon(common, manifest);
    await mkdir(into, { recursive: true });
    const names = [];
    for (const target of targets) names.push(await archive(common, manifest.version, target, into));
    const lines = await Promise.all(
      names.map(async (name) => `${await checksum(join(into, name))}  ${name}\n`),
    );
    await writeFile(join(into, checksumsName(manifest.version)), lines.join(""));
    return names;
  } finally {
    await rm(common, { recursive: true, force: true });
  }
}
