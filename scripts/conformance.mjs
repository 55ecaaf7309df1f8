// npm run test:conformance: the platform's official Python client, unchanged, against the simulator.
import { join } from "node:path";
import { ensureBuild } from "./lib/build.mjs";
import { root } from "./lib/paths.mjs";
import { ensurePythonClient, pythonEnv } from "./lib/pythonClient.mjs";
import { attempt, main } from "./lib/run.mjs";

const tests = join(root, "test/conformance");

async function startSimulators() {
  const { startSimulator } = await import("pulumi-cavatica/simulator");
  const usual = await startSimulator({ jobSeconds: 0.1 });
  const tight = await startSimulator({ rateLimit: { limit: 5, windowSeconds: 2, kind: "fixed" } });
  const { declareAll } = await import("../test/conformance/declare.mjs");
  const env = {
    DECLARED: JSON.stringify(await declareAll(usual)),
    SIM_URL: usual.url,
    SIM_TOKEN: usual.token,
    TIGHT_URL: tight.url,
    TIGHT_TOKEN: tight.token,
  };
  return { env, close: () => Promise.all([usual.close(), tight.close()]) };
}

async function runTests(python, env) {
  const args = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", ...process.argv.slice(2)];
  const options = { cwd: tests, env: pythonEnv(env), echo: true };
  return attempt(python, args, options);
}

const count = (word, output) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);

function summary(output, client) {
  const last = output.trim().split("\n").at(-1) ?? "";
  const failed = count("failed", last) + count("error", last);
  return `conformance with ${client}: ${count("passed", last)} passed, ${failed} failed`;
}

await main(async () => {
  const { python, client } = await ensurePythonClient();
  await ensureBuild();
  const simulators = await startSimulators();
  try {
    const { code, stdout } = await runTests(python, simulators.env);
    console.log(summary(stdout, client));
    return code === 0 ? 0 : 1;
  } finally {
    await simulators.close();
  }
});
