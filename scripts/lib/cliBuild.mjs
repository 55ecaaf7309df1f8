// For machines that can only reach package registries: the CLI from its Go modules, pinned by go.sum.
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

async function buildPart(part, folder) {
  say(`building ${part.binary} ${part.version} from the Go module proxy (${part.expected} on two cores)`);
  const flags = `-s -w -X ${versionFlag}=v${part.version}`;
  const args = ["build", ...part.tags, "-ldflags", flags, "-o", join(folder, part.binary), part.package];
  await run("go", args, { cwd: join(root, "scripts/pulumi-cli", part.module) });
}

/** Builds both binaries into `folder`. */
export async function build(version, folder) {
  await requireGo();
  for (const part of parts(version)) await buildPart(part, folder);
}
