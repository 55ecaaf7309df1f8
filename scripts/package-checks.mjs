// npm run package-checks: the installed package is complete, loads everywhere, and contains nothing else.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as checks from "./lib/packageChecks.mjs";
import { inModules, root } from "./lib/paths.mjs";
import { main } from "./lib/run.mjs";
import { ensureBuild } from "./lib/build.mjs";
import { withPacked } from "./lib/packed.mjs";

const json = async (path) => JSON.parse(await readFile(join(root, path), "utf8"));

function listed(packed, manifest) {
  const lockfile = () => readFile(join(root, "package-lock.json"), "utf8");
  // Every resolution mode of TypeScript, and no rule disabled: old Pulumi templates set "node", new ones "nodenext".
  const attw = [packed.file, "--profile", "strict", "--no-color"];
  return {
    "the tarball contains what it must and nothing else": () => checks.contents(packed.paths),
    "its pages link to what it contains": () => checks.deadLinks(packed.paths),
    "its commands are executable": async () =>
      (await Promise.all(Object.values(manifest.bin).map(checks.commandIsExecutable))).flat(),
    "the declarations need no library but Pulumi": () => checks.declarations(packed.paths),
    publint: () => checks.tool(inModules("publint/src/cli.js"), ["run", packed.file, "--strict"]),
    "are the types wrong": () => checks.tool(inModules("@arethetypeswrong/cli/dist/index.js"), attw),
    "the lockfile names no host": async () => checks.lockfileHosts(await lockfile()),
    "no file contains a path or host of one machine": checks.repositoryTraces,
    "the changelog has an entry for this version": () => checks.changelogNames(manifest.version),
  };
}

async function report(packed, manifest) {
  const { size, unpackedSize, paths } = packed;
  console.log(
    `${packed.filename}: ${paths.length} files, ${(size / 1000).toFixed(0)} kB packed, ${(unpackedSize / 1000).toFixed(0)} kB unpacked`,
  );
  let failed = 0;
  for (const [name, check] of Object.entries(listed(packed, manifest))) {
    const complaints = await check();
    if (complaints.length > 0) failed += 1;
    console.log([`${complaints.length > 0 ? "FAILED" : "ok    "} ${name}`, ...complaints].join("\n  "));
  }
  return failed === 0 ? 0 : 1;
}

await main(async () => {
  await ensureBuild();
  return withPacked(async (packed) => report(packed, await json("package.json")));
});
