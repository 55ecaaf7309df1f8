// npm test: all three levels against a fresh build and the official CLI; extra arguments are passed to vitest.
import { main } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";
import { runVitest } from "./lib/vitest.mjs";

// Two have scripts of their own: the browser tests, since not everyone has a browser that can be controlled, and the soak, which
// takes minutes. (Vitest takes a project if it matches any of several filters, so that two can't be left out by name.)
const levels = ["unit", "contract", "process", "engine", "fuzz", "chaos"];

await main(async () => {
  const { cli } = await setup();
  const args = [...levels.map((level) => `--project=${level}`), ...process.argv.slice(2)];
  const { passed, failed, skipped } = await runVitest({ args, env: { PULUMI_CAVATICA_CLI: cli } });
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
