// One combination: the tarball installed into an empty project, one export deployed, and then nothing left to do.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { attempt, run } from "../lib/run.mjs";
import { managerFolder, newestOf, nodeFolder } from "./tools.mjs";

const INSTALL = {
  npm: ["install", "--no-audit", "--no-fund"],
  pnpm: ["install", "--ignore-workspace"],
  yarn: ["install", "--no-lockfile"],
};

const PROGRAM = `const { FileExport } = require("pulumi-cavatica");
const sample = new FileExport("sample-1", {
  source: { file: "65a1f0c2e4b0a1b2c3d401c0" },
  destination: { volume: "lab/archive", location: "run7/sample-1.cram" },
});
exports.uri = sample.uri;
`;

const project = (tarball, sdk) => ({
  "Pulumi.yaml": "name: exports\nruntime:\n  name: nodejs\n  options: { typescript: false }\n",
  "index.js": PROGRAM,
  "package.json": JSON.stringify({
    name: "exports",
    private: true,
    dependencies: { "@pulumi/pulumi": sdk, "pulumi-cavatica": `file:${tarball}` },
  }),
});

async function deploy(folder, env) {
  const pulumi = (...args) => run("pulumi", args, { cwd: folder, env });
  await pulumi("stack", "init", "matrix");
  await pulumi("up", "--yes", "--skip-preview", "--non-interactive");
  await pulumi("up", "--yes", "--skip-preview", "--non-interactive", "--expect-no-changes");
  await pulumi("refresh", "--yes", "--skip-preview", "--non-interactive", "--expect-no-changes");
  await pulumi("destroy", "--yes", "--skip-preview", "--non-interactive");
}

/**
 * Returns the tested combination, and why it failed if it did. `startPlatform` gives each combination its own platform.
 */
export async function tryCell({ node, sdk, manager }, { cli, tarball, startPlatform }) {
  const [{ version, bin }, command] = await Promise.all([nodeFolder(node), managerFolder(manager)]);
  const sdkVersion = sdk === "newest" ? await newestOf("@pulumi/pulumi", "3") : sdk;
  const cliVersion = (await run(join(cli, "pulumi"), ["version"])).trim().replace(/^v/, "");
  const tested = { node: version, sdk: sdkVersion, cli: cliVersion, manager };
  const folder = await mkdtemp(join(tmpdir(), "cavatica-matrix-"));
  const platform = await startPlatform();
  const PATH = [bin, command, cli, process.env.PATH].filter(Boolean).join(delimiter);
  const env = {
    ...process.env,
    PATH,
    PULUMI_BACKEND_URL: `file://${join(folder, ".state")}`,
    PULUMI_CONFIG_PASSPHRASE: "matrix",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    SB_API_ENDPOINT: platform.url,
    SB_AUTH_TOKEN: platform.token,
  };
  try {
    await mkdir(join(folder, ".state"));
    for (const [name, text] of Object.entries(project(tarball, sdkVersion)))
      await writeFile(join(folder, name), text);
    const installed = await attempt(manager, INSTALL[manager], { cwd: folder, env });
    if (installed.code !== 0) throw new Error(`${manager} install: ${installed.stderr || installed.stdout}`);
    await deploy(folder, env);
    const exported = platform.exports().length;
    if (exported !== 1) throw new Error(`${exported} jobs were submitted`);
    return { ...tested, result: "ok" };
  } catch (error) {
    return { ...tested, result: error.message.trim().split("\n").slice(-3).join(" ") };
  } finally {
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  }
}
