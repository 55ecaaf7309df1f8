// Everything that must hold before a change is merged. The last line sums up: each test counts, other checks count one
// each.
import { single, tally } from "./lib/checks.mjs";
import { ensureModules } from "./lib/modules.mjs";
import { attempt, main, say } from "./lib/run.mjs";
import { root } from "./lib/paths.mjs";

const tests = ["test", "test:conformance", "test:browser"];

/** Stages run one after the other; the lanes of a stage run in parallel. The tests have the machine to themselves. */
const stages = [
  [["lint"], ["types", "layers", "package-checks"]],
  [["test"]],
  [["test:conformance"], ["test:browser"]],
];

async function check(name) {
  const began = Date.now();
  const shell = process.platform === "win32";
  const { code, stdout, stderr } = await attempt("npm", ["run", "--silent", name], { cwd: root, shell });
  const result = tests.includes(name) ? tally(stdout, code) : single(code);
  if (result.failed > 0) console.log(`--- ${name}\n${stdout}${stderr}---`);
  const verdict = result.failed > 0 ? "FAILED" : "ok    ";
  say(`${verdict} ${name} (${((Date.now() - began) / 1000).toFixed(0)} s)`);
  return result;
}

async function checkInTurn(lane) {
  const results = [];
  for (const name of lane) results.push(await check(name));
  return results;
}

async function checkAll() {
  try {
    await ensureModules();
  } catch (error) {
    console.log(error.message);
    return [single(1)];
  }
  const results = [];
  for (const lanes of stages) results.push(...(await Promise.all(lanes.map(checkInTurn))).flat());
  return results;
}

async function runAll() {
  const results = await checkAll();
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") === 0 ? 0 : 1;
}

await main(runAll);
