// npm run test:matrix -- [--cli VERSION…]: the packed package under each Node.js, Pulumi SDK and package manager that it
// supports, with the real CLI; or under other versions of the CLI, which are downloaded or built. Takes minutes, so CI runs it
// separately; versions come from the npm registry.
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureCliVersion } from "./lib/cli.mjs";
import { root } from "./lib/paths.mjs";
import { main, run, say } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";
import { tryCell } from "./matrix/cell.mjs";
import { cliPlan, plan } from "./matrix/plan.mjs";

async function pack(folder) {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [{ filename }] = JSON.parse(await run("npm", args, { cwd: root }));
  return join(folder, filename);
}

async function tryAll(cells, tools) {
  const rows = [];
  for (const cell of cells) {
    const cli = cell.cli === undefined ? tools.cli : await ensureCliVersion(cell.cli);
    const row = await tryCell(cell, { ...tools, cli });
    say(`Node.js ${row.node}, SDK ${row.sdk}, CLI ${row.cli}, ${row.manager}: ${row.result}`);
    rows.push(row);
  }
  return rows;
}

await main(async () => {
  const { values } = parseArgs({ options: { cli: { type: "string", multiple: true } } });
  const cells = values.cli ? cliPlan(values.cli) : plan();
  const { cli } = await setup();
  const { startSimulator } = createRequire(import.meta.url)(join(root, "dist/simulator/index.js"));
  const startPlatform = () => startSimulator({ seed: "demo", jobSeconds: 1 });
  const folder = await mkdtemp(join(tmpdir(), "cavatica-pack-"));
  try {
    const rows = await tryAll(cells, { cli, tarball: await pack(folder), startPlatform });
    console.table(rows);
    const failed = rows.filter(({ result }) => result !== "ok").length;
    console.log(`${rows.length - failed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
