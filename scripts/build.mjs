// npm run build: dist from the sources, unless it is already theirs (--force builds all the same).
import { parseArgs } from "node:util";
import { ensureBuild } from "./lib/build.mjs";
import { ensureModules } from "./lib/modules.mjs";
import { main } from "./lib/run.mjs";

await main(async () => {
  const { values } = parseArgs({ options: { force: { type: "boolean", default: false } } });
  await ensureModules();
  await ensureBuild(values);
});
