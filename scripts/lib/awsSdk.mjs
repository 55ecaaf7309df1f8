// Pulumi's AWS package, for the example that uses it. With its 160 MB it is too large for a development dependency, so it
// is installed once per version into the user's cache.
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { root, userCache } from "./paths.mjs";
import { run, say } from "./run.mjs";

const manifest = join(root, "examples/aws-bucket/package.json");

/** The lowest version that the example accepts, so that the test doesn't change with the registry. */
export async function awsVersion() {
  const { dependencies } = JSON.parse(await readFile(manifest, "utf8"));
  return dependencies["@pulumi/aws"].replace(/^\^/, "");
}

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

async function fill(folder, version) {
  say(`installing @pulumi/aws ${version} into ${folder}`);
  const draft = await mkdtemp(`${folder}.draft-`);
  try {
    await writeFile(join(draft, "package.json"), JSON.stringify({ private: true }));
    // Without install scripts: no test needs the provider's own binary.
    const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
    const shell = process.platform === "win32";
    await run("npm", [...args, `@pulumi/aws@${version}`], { cwd: draft, shell });
    // A second copy of the SDK would know nothing of the mocks of the first: programs bring theirs by NODE_PATH.
    await rm(join(draft, "node_modules/@pulumi/pulumi"), { recursive: true });
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Returns the folder of the package. */
export async function ensureAwsSdk() {
  const version = await awsVersion();
  const folder = join(userCache(), `aws-${version}`);
  const found = join(folder, "node_modules/@pulumi/aws");
  await mkdir(userCache(), { recursive: true });
  await withLock(`${folder}.lock`, "installing @pulumi/aws", async () => {
    if (!(await exists(found))) await fill(folder, version);
  });
  return found;
}
