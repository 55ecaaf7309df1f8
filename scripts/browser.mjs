// npm run test:browser: tests the report's pages and the documentation in a real browser; extra arguments are passed to
// vitest.
import { ensureChromium } from "./lib/chromium.mjs";
import { ensureModules } from "./lib/modules.mjs";
import { main } from "./lib/run.mjs";
import { buildSite } from "./lib/site.mjs";
import { runVitest } from "./lib/vitest.mjs";

await main(async () => {
  await ensureModules();
  await buildSite();
  const env = { PULUMI_CAVATICA_CHROMIUM: await ensureChromium() };
  const args = ["--project=browser", ...process.argv.slice(2)];
  const { passed, failed } = await runVitest({ args, env });
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
