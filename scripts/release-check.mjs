// npm run release:check [-- --tag v1.2.3]: whether this checkout can be published. Without a tag it is a rehearsal, which
// leaves out what only a release must have.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuild } from "./lib/build.mjs";
import { ensureModules } from "./lib/modules.mjs";
import * as packageChecks from "./lib/packageChecks.mjs";
import { withPacked } from "./lib/packed.mjs";
import { inModules, root } from "./lib/paths.mjs";
import { attempt, main } from "./lib/run.mjs";
import { bundledLicences, checkArchives } from "./release/archives.mjs";
import * as history from "./release/history.mjs";
import { runChecks } from "./release/report.mjs";
import * as supply from "./release/supply.mjs";
import { tooLarge } from "./release/tarball.mjs";
import * as versions from "./release/versions.mjs";

const text = (path) => readFile(join(root, path), "utf8").catch(() => "");
const json = async (path) => JSON.parse(await text(path));
const archives = join(root, "archives");
const rehearsal = { skipped: "this is a rehearsal (no --tag)" };

async function versionEverywhere(version) {
  const paths = [...new Set(versions.PLACES.map(([path]) => path))];
  const texts = Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await text(path)])));
  return versions.otherVersions(version, texts);
}

async function rangesInExamples(version) {
  const names = await readdir(join(root, "examples"));
  const read = async (name) => {
    const { dependencies = {} } = await json(`examples/${name}/package.json`);
    return [`examples/${name}/package.json`, dependencies["pulumi-cavatica"]];
  };
  return versions.otherRanges(version, Object.fromEntries(await Promise.all(names.map(read))));
}

async function licences(version) {
  const { packages } = await json("package-lock.json");
  const simulator = supply.bundled(await text("dist/simulator/THIRD-PARTY-LICENSES.txt"));
  if (simulator.length === 0) return ["dist/simulator/THIRD-PARTY-LICENSES.txt names nothing"];
  const plugin = supply.bundled(await bundledLicences(archives, version));
  return supply.refusedLicences([...supply.installed(packages), ...simulator, ...plugin]);
}

async function audit() {
  const shell = process.platform === "win32";
  const { stdout, stderr } = await attempt("npm", ["audit", "--omit=dev", "--json"], { cwd: root, shell });
  return supply.audited(stdout || stderr);
}

const versionChecks = (version, tag) => ({
  "the version is a semantic version": () => versions.notSemver(version),
  "every place states this version": () => versionEverywhere(version),
  "the examples ask for this version": () => rangesInExamples(version),
  "the tag is this version's": () => (tag ? versions.otherTag(version, tag) : rehearsal),
  "the changelog has a dated section for it": async () =>
    history.undatedSection(await text("CHANGELOG.md"), version),
  "nothing is left under Unreleased": async () =>
    tag ? history.unreleased(await text("CHANGELOG.md")) : rehearsal,
  "a state that it wrote is recorded": async () =>
    history.missingRecording(
      version,
      await readdir(join(root, "test/fixtures/state", version)).catch(() => []),
    ),
});

const tarballChecks = (packed, { bin }) => {
  const attw = [packed.file, "--profile", "strict", "--no-color"];
  return {
    "the tarball contains what it must and nothing else": () => packageChecks.contents(packed.paths),
    "the tarball isn't larger than expected": () => tooLarge(packed),
    "its commands are executable": async () =>
      (await Promise.all(Object.values(bin).map(packageChecks.commandIsExecutable))).flat(),
    "its declarations need no library but Pulumi": () => packageChecks.declarations(packed.paths),
    publint: () => packageChecks.tool(inModules("publint/src/cli.js"), ["run", packed.file, "--strict"]),
    "are the types wrong": () => packageChecks.tool(inModules("@arethetypeswrong/cli/dist/index.js"), attw),
  };
};

/** Loaded late, since they need the installed modules. */
async function generatedChecks() {
  const generated = await import("./release/generated.mjs");
  return {
    "the manifest's schema is up to date": generated.manifestSchema,
    "the package schema is up to date": generated.packageSchema,
    "the SDKs are up to date": generated.sdks,
    "reference, errors and inputs are up to date": generated.pages,
  };
}

const supplyChecks = (version, tag) => ({
  "the plugin's archives have their checksums": () =>
    checkArchives(archives, version, { required: Boolean(tag) }),
  "licences of what is distributed": () => licences(version),
  "npm audit": audit,
});

await main(async () => {
  const { values } = parseArgs({ options: { tag: { type: "string" } } });
  await ensureModules();
  await ensureBuild();
  const manifest = await json("package.json");
  const { version } = manifest;
  const { passed, failed, skipped } = await withPacked(async (packed) =>
    runChecks({
      ...versionChecks(version, values.tag),
      ...tarballChecks(packed, manifest),
      ...(await generatedChecks()),
      ...supplyChecks(version, values.tag),
    }),
  );
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
});
