// For machines that can only reach package registries: the CLI from its Go modules, pinned by go.sum.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { attempt, run, say } from "./run.mjs";

const versionFlag = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const pulumi = "github.com/pulumi/pulumi";

const parts = (version) => [
  {
    binary: "pulumi-language-nodejs",
    module: "language-host",
    package: `${pulumi}/sdk/v3/nodejs/cmd/pulumi-language-nodejs`,
    version: "3.68.0",
    tags: [],
    expected: "half a minute",
  },
  {
    binary: "pulumi",
    module: "engine",
    package: `${pulumi}/pkg/v3/cmd/pulumi`,
    version,
    tags: ["-tags", "osusergo grpcnotrace"],
    expected: "4 minutes or more",
  },
];

async function requireGo() {
  const go = await attempt("go", ["version"]);
  if (go.code !== 0) throw new Error("Go is not installed (no `go` on PATH)");
}

/** Runs `work` in a module that requires this version: ours, or for another version a new one, whose sums Go fetches. */
async function inModule({ module, package: path, version }, work) {
  const ours = join(root, "scripts/pulumi-cli", module);
  const library = path.split("/").slice(0, 5).join("/");
  const pinned = (await run("go", ["list", "-m", "-f", "{{.Version}}", library], { cwd: ours })).trim();
  if (pinned === `v${version}`) return work(ours);
  const other = await mkdtemp(join(tmpdir(), "cavatica-cli-"));
  try {
    await cp(join(ours, "tools.go"), join(other, "tools.go"));
    await run("go", ["mod", "init", "pulumi-cli"], { cwd: other });
    await run("go", ["get", `${library}@v${version}`], { cwd: other });
    await run("go", ["mod", "tidy"], { cwd: other });
    return await work(other);
  } finally {
    await rm(other, { recursive: true, force: true });
  }
}

async function buildPart(part, folder) {
  say(`building ${part.binary} ${part.version} from the Go module proxy (${part.expected} on two cores)`);
  const flags = `-s -w -X ${versionFlag}=v${part.version}`;
  const args = ["build", ...part.tags, "-ldflags", flags, "-o", join(folder, part.binary), part.package];
  await inModule(part, (cwd) => run("go", args, { cwd }));
}

/** Builds both binaries into `folder`. */
export async function build(version, folder) {
  await requireGo();
  for (const part of parts(version)) await buildPart(part, folder);
}
