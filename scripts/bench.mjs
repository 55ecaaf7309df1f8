// npm run bench: compares ways to export many files in one run against the simulated platform. This isn't a test: it
// prints and writes its measurements (docs/benchmarks.md).
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { contenders } from "./bench/contenders.mjs";
import { describe, machine } from "./bench/machine.mjs";
import { measure } from "./bench/measure.mjs";
import { help, plan, readOptions } from "./bench/options.mjs";
import { typicalRun } from "./bench/stats.mjs";
import { table } from "./bench/table.mjs";
import { ensureHosts } from "./lib/hosts.mjs";
import { root } from "./lib/paths.mjs";
import { ensurePythonClient } from "./lib/pythonClient.mjs";
import { ensurePythonSdk } from "./lib/pythonSdk.mjs";
import { main, say } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

async function findTools(steps) {
  const { cli } = await setup();
  const needsPython = steps.some(({ contender }) => contender.id.startsWith("python"));
  const hosts = new Set(steps.flatMap(({ contender }) => contender.hosts ?? []));
  return {
    cli,
    ...(needsPython && (await ensurePythonClient())),
    path: [
      ...(hosts.has("python") ? [join(await ensurePythonSdk(), "bin")] : []),
      ...(hosts.size > 0 ? [await ensureHosts()] : []),
    ],
  };
}

async function measureAll(steps, options, tools) {
  const rows = [];
  for (const { contender, n } of steps) {
    const runs = [];
    for (let i = 0; i < options.repeat; i++) {
      say(`${contender.title}, ${n} files${options.repeat > 1 ? `, run ${i + 1} of ${options.repeat}` : ""}`);
      runs.push(await measure(contender, n, options, tools));
    }
    rows.push({ ...typicalRun(runs), runs: runs.length, wallsMs: runs.map(({ wallMs }) => wallMs) });
  }
  return rows;
}

function conditions({ jobs, speed, repeat }, rows) {
  const time = speed === 1 ? "real time" : `time in the platform's seconds, ${speed} times real time`;
  const runs = repeat === 1 ? "single runs" : `the run with the median time of ${repeat}`;
  const loads = rows.map(({ loadBefore }) => loadBefore);
  const load = `load average before the runs ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`;
  return `jobs: ${jobs === "realistic" ? "realistic" : `${jobs} s`}; ${time}; ${runs}; documented rate limit unless stated otherwise; ${load}`;
}

async function write(file, content) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
  say(`figures: ${file}`);
}

await main(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return void console.log(help);
  const steps = plan(contenders, options);
  const tools = await findTools(steps);
  const on = await machine(tools);
  const results = await measureAll(steps, options, tools);
  console.log(`${describe(on)}\n${conditions(options, results)}\n\n${table(results)}`);
  const { jobs, speed, repeat } = options;
  const file =
    options.json ?? join(root, "bench-results", `${on.date.replaceAll(":", "-").slice(0, 19)}.json`);
  await write(file, { machine: on, options: { jobs, speed, repeat }, results });
});
