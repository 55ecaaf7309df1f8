// The language hosts for YAML and Python programs: those of an installed CLI, or else built from the Go module proxy.
import { access, chmod, constants, copyFile, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ensureCli } from "./cli.mjs";
import { withLock } from "./lock.mjs";
import { root, userCache } from "./paths.mjs";
import { run, say } from "./run.mjs";

const python = { version: "3.68.0", module: "github.com/pulumi/pulumi/sdk/v3" };
const yaml = { version: "1.25.0", module: "github.com/pulumi/pulumi-yaml" };

const builds = [
  { binary: "pulumi-language-yaml", folder: "yaml-host", package: `${yaml.module}/cmd/pulumi-language-yaml` },
  {
    binary: "pulumi-language-python",
    folder: "python-host",
    package: `${python.module}/python/cmd/pulumi-language-python`,
  },
];
// Runs the program; the host looks for it on PATH.
const executor = "pulumi-language-python-exec";
const all = [...builds.map(({ binary }) => binary), executor];

const isThere = (path) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
const holdsAll = async (folder) =>
  (await Promise.all(all.map((name) => isThere(join(folder, name))))).every(Boolean);

async function buildAll(folder) {
  for (const { binary, folder: module, package: name } of builds) {
    say(`building ${binary} from the Go module proxy (up to two minutes)`);
    const cwd = join(root, "scripts/pulumi-cli", module);
    await run("go", ["build", "-ldflags", "-s -w", "-o", join(folder, binary), name], { cwd });
  }
  const cwd = join(root, "scripts/pulumi-cli/python-host");
  const sources = (await run("go", ["list", "-m", "-f", "{{.Dir}}", python.module], { cwd })).trim();
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

/** Answers the folder that holds them. */
export async function ensureHosts() {
  const cli = await ensureCli();
  if (await holdsAll(cli)) return cli;
  const folder = join(userCache(), `hosts-yaml-${yaml.version}-python-${python.version}`);
  await mkdir(userCache(), { recursive: true });
  await withLock(`${folder}.lock`, "getting the language hosts", async () => {
    if (!(await holdsAll(folder))) await make(folder);
  });
  return folder;
}
