// The native plugin's archives, as `npm run plugin:archives` leaves them: one per system, and a list of their checksums.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleFolder } from "../lib/pluginBundle.mjs";
import { archiveName, checksumsName, machines, systems } from "../lib/pluginArchives.mjs";
import { attempt } from "../lib/run.mjs";

const namesOf = (version) =>
  systems.flatMap((system) => machines.map((machine) => archiveName(version, system, machine)));

/** `list`: the text of the checksums; `actual`: those of the archives that are there, by name. */
export function wrongArchives(version, list, actual) {
  const stated = new Map(list.split("\n").map((line) => line.split(/\s+/).reverse()));
  return namesOf(version).flatMap((name) => {
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
  const list = await readFile(join(folder, checksumsName(version)), "utf8").catch(() => "");
  return {
    problems: wrongArchives(version, list, Object.fromEntries(archives.map((name, i) => [name, sums[i]]))),
  };
}

/** The list of what is bundled into the plugin, from one of its archives; empty if there is none. */
export async function bundledLicences(folder, version) {
  const archive = archiveName(version, systems[0], machines[0]);
  const path = `${bundleFolder}/THIRD-PARTY-LICENSES.txt`;
  const { code, stdout } = await attempt("tar", ["-xOzf", archive, path], { cwd: folder });
  return code === 0 ? stdout : "";
}
