// The native plugin's archives, as `npm run plugin:archives` leaves them: one per system, and a list of their checksums.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const SYSTEMS = ["linux", "darwin", "windows"].flatMap((system) =>
  ["amd64", "arm64"].map((machine) => `${system}-${machine}`),
);

const archiveOf = (version, system) => `pulumi-resource-cavatica-v${version}-${system}.tar.gz`;
const checksumsOf = (version) => `pulumi-cavatica_${version}_checksums.txt`;

/** `list`: the text of the checksums; `actual`: those of the archives that are there, by name. */
export function wrongArchives(version, list, actual) {
  const stated = new Map(list.split("\n").map((line) => line.split(/\s+/).reverse()));
  return SYSTEMS.map((system) => archiveOf(version, system)).flatMap((name) => {
    if (!actual[name]) return [`${name} is missing`];
    if (!stated.has(name)) return [`${name} isn't in the list of checksums`];
    return stated.get(name) === actual[name] ? [] : [`${name} doesn't have the checksum in the list`];
  });
}

const sha256 = async (file) =>
  createHash("sha256")
    .update(await readFile(file))
    .digest("hex");

const NONE = "there are no archives (npm run plugin:archives makes them)";

/** Problems, or why nothing was checked: a rehearsal doesn't require archives. */
export async function checkArchives(folder, version, { required }) {
  const names = await readdir(folder).catch(() => []);
  const archives = names.filter((name) => name.endsWith(".tar.gz"));
  if (archives.length === 0) return required ? { problems: [NONE] } : { skipped: NONE };
  const sums = await Promise.all(archives.map((name) => sha256(join(folder, name))));
  const list = await readFile(join(folder, checksumsOf(version)), "utf8").catch(() => "");
  return {
    problems: wrongArchives(version, list, Object.fromEntries(archives.map((name, i) => [name, sums[i]]))),
  };
}
