// npm run demo: runs the root stack against a simulated platform with the real Pulumi CLI, and then again to show that
// nothing is left to do. Needs no account.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { DemoStack } from "./lib/demoStack.mjs";
import { root } from "./lib/paths.mjs";
import { main } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

const submission = /^POST \/(storage\/exports|bulk\/storage\/exports\/create)$/;
const indent = (line) => console.log(`    ${line}`);

async function startPlatform(volumesDir) {
  const { startSimulator } = createRequire(import.meta.url)(join(root, "dist/simulator/index.js"));
  return startSimulator({ seed: "demo", volumesDir });
}

const SHOWN = 3;

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile());
}

/** Lists a few examples from each folder. */
function showFiles(folder, files) {
  for (const path of [...new Set(files.map(({ parentPath }) => parentPath))].sort()) {
    const names = files.flatMap(({ parentPath, name }) => (parentPath === path ? [name] : [])).sort();
    const more = names.length > SHOWN ? `, and ${names.length - SHOWN} more` : "";
    indent(`${relative(folder, path)}/  ${names.slice(0, SHOWN).join(", ")}${more}`);
  }
}

async function step(title, { stack, platform }, args) {
  console.log(`\n$ pulumi ${title}`);
  const mark = platform.mark();
  const start = Date.now();
  const code = await stack.up(args, indent);
  const seconds = Math.round((Date.now() - start) / 1000);
  const [requests, submissions] = [platform.countSince(mark), platform.countSince(mark, submission)];
  console.log(
    `  ${seconds} s; ${requests} requests to the platform, ${submissions} of them to submit exports`,
  );
  if (code !== 0) throw new Error(`pulumi exited with ${code}`);
  return { submissions };
}

function expectThat(condition, otherwise) {
  if (!condition) throw new Error(otherwise);
}

async function show(demo, volumesDir) {
  console.log(`platform: a simulator at ${demo.platform.url}`);
  const before = (await filesBelow(volumesDir)).length;
  const first = await step("up --parallel 1000", demo, ["--parallel=1000"]);
  console.log("\nobjects in the volumes' buckets (large ones are shortened on this disk):");
  const files = await filesBelow(volumesDir);
  showFiles(volumesDir, files);
  const [written, exported] = [files.length - before, demo.platform.exports().length];
  indent(`${before} existed before, ${written} were exported`);
  expectThat(first.submissions > 0, "the first run submitted no export");
  expectThat(written > 0 && written === exported, `${exported} exports wrote ${written} objects`);
  const second = await step("up --expect-no-changes", demo, [
    "--skip-preview",
    "--suppress-outputs",
    "--expect-no-changes",
  ]);
  expectThat(second.submissions === 0, "the second run submitted exports again");
  console.log(`\n${exported} files exported once; the second run found nothing left to do.`);
}

async function withDemo(cli, body) {
  const volumesDir = await mkdtemp(join(tmpdir(), "cavatica-volumes-"));
  const platform = await startPlatform(volumesDir);
  let stack;
  try {
    stack = await DemoStack.create(cli, { SB_API_ENDPOINT: platform.url, SB_AUTH_TOKEN: platform.token });
    await body({ stack, platform }, volumesDir);
  } finally {
    await stack?.remove();
    await platform.close();
    await rm(volumesDir, { recursive: true, force: true });
  }
}

// Ctrl-C reaches the CLI by itself; this process stays to clean up when the CLI has exited.
process.on("SIGINT", () => {});

await main(async () => {
  const { cli } = await setup();
  await withDemo(cli, show);
});
