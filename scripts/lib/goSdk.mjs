// The generated SDK for Go in the user's cache, generated once per schema and generator: the checkout doesn't contain
// it.
import { createHash } from "node:crypto";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { root, userCache } from "./paths.mjs";
import { run, say } from "./run.mjs";
import { generateSdks } from "./sdk.mjs";

const sources = ["schema/pulumi.json", "scripts/lib/sdk.mjs", "scripts/sdk/main.go", "scripts/sdk/go.mod"];

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

async function contentKey() {
  const hash = createHash("sha256");
  for (const path of sources) hash.update(await readFile(join(root, path)));
  return hash.digest("hex").slice(0, 12);
}

async function fill(folder) {
  await generateSdks(folder, ["go"]);
  say("compiling Pulumi's Go SDK (two minutes or more at first)");
  await run("go", ["build", "./..."], { cwd: join(folder, "go/cavatica") });
  // Written last: a folder without it is half a job, to be done again.
  await writeFile(join(folder, "complete"), "");
}

/** Returns the folder of the Go module. */
export async function ensureGoSdk() {
  const folder = join(userCache(), `go-sdk-${await contentKey()}`);
  await mkdir(userCache(), { recursive: true });
  await withLock(`${folder}.lock`, "making the Go SDK", async () => {
    if (!(await exists(join(folder, "complete")))) await fill(folder);
  });
  return join(folder, "go/cavatica");
}
