// npm run test:chaos -- [--seeds N] [--from S] [--level process|engine]: random programs under every fault, seed by seed.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { main } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";
import { runVitest } from "./lib/vitest.mjs";

await main(async () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "100" },
      from: { type: "string", default: "1" },
      level: { type: "string", default: "process" },
      report: { type: "string", default: join(tmpdir(), `cavatica-chaos-${process.pid}.txt`) },
    },
  });
  const { cli } = await setup();
  const env = {
    PULUMI_CAVATICA_CLI: cli,
    CHAOS_SEEDS: values.seeds,
    CHAOS_FROM: values.from,
    CHAOS_LEVEL: values.level,
    CHAOS_REPORT: values.report,
  };
  const { failed } = await runVitest({
    args: ["--project=chaos", `test/chaos/${values.level}.test.ts`],
    env,
  });
  console.log(await readFile(values.report, "utf8"));
  return failed === 0 ? 0 : 1;
});
