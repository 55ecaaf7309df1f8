// The language hosts for YAML, Python and Go programs: those of an installed CLI, or else built from the Go module proxy.
import { access, chmod, constants, copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ensureCli } from "./cli.mjs";
import { withLock } from "./lock.mjs";
import { root, userCache } from "./paths.mjs";
import { run, say } from "./run.mjs";

const sdk = "github.com/pulumi/pulumi/sdk/v3";

const builds = [
  {
    language: "yaml",
    version: "1.25.0",
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  },
  { language: "python", version: "3.68.0", package: `${sdk}/python/cmd/pulumi-language-python` },
  // The last version of that module which includes this host.
  { language: "go", version: "3.66.0", package: `${sdk}/go/pulumi-language-go` },
];
const binaryOf = ({ language }) => `pulumi-language-${language}`;
const moduleOf = (language) => join(root, "scripts/pulumi-cli", `${language}-host`);
// Runs the program; the host looks for it on PATH.
const executor = "pulumi-language-python-exec";
const all = [...builds.map(binaryOf), executor];

const isThere = (path) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
const holdsAll = async (folder) =>
  (await Promise.all(all.map((name) => isThere(join(folder, name))))).every(Boolean);

async function buildAll(folder) {
  for (const build of builds) {
    const binary = binaryOf(build);
    say(`building ${binary} from the Go module proxy (up to two minutes)`);
    const args = ["build", "-ldflags", "-s -w", "-o", join(folder, binary), build.package];
    await run("go", args, { cwd: moduleOf(build.language) });
  }
  const find = ["list", "-m", "-f", "{{.Dir}}", sdk];
  const sources = (await run("go", find, { cwd: moduleOf("python") })).trim();
  await copyFile(join(sources, "python/cmd", executor), join(folder, executor));
  await chmod(join(folder, executor), 0o755);
}

async function make(folder) {
  const draft = await mkdtemp(`${folder}.draft-`);
  try {
    await buildAll(draft);
    await chmod(draft, 0o755);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Returns the folder that contains them. */
export async function ensureHosts() {
  const cli = await ensureCli();
  if (await holdsAll(cli)) return cli;
  const versions = builds.map(({ language, version }) => `${language}-${version}`);
  const folder = join(userCache(), `hosts-${versions.join("-")}`);
  await mkdir(userCache(), { recursive: true });
  await withLock(`${folder}.lock`, "getting the language hosts", async () => {
    if (!(await holdsAll(folder))) await make(folder);
  });
  return folder;
}
