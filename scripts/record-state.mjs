// node scripts/record-state.mjs VERSION: writes test/fixtures/state/VERSION (state and requests) from its index.js.
// Before a release: copy the last version's folder, add what is new to its index.js, record. Old folders are never
// changed.
import { inModules, root } from "./lib/paths.mjs";
import { main, run } from "./lib/run.mjs";

await main(async () => {
  const [version] = process.argv.slice(2);
  if (!version) throw new Error("which version? e.g. node scripts/record-state.mjs 0.2.0");
  const args = [inModules("vitest/vitest.mjs"), "run", "--project", "engine", "test/engine/upgrade.test.ts"];
  await run(process.execPath, args, {
    cwd: root,
    echo: true,
    env: { ...process.env, PULUMI_CAVATICA_RECORD: version },
  });
});
