// npm run build: builds dist from the sources, unless it is up to date (--force builds in any case).
import { parseArgs } from "node:util";
import { ensureBuild } from "./lib/build.mjs";
import { ensureModules } from "./lib/modules.mjs";
import { main } from "./lib/run.mjs";

await main(async () => {
  const { values } = parseArgs({ options: { force: { type: "boolean", default: false } } });
  await ensureModules();
  await ensureBuild(values);
});
