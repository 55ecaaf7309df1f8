// npm run test:soak -- [--hours H] [--adapter dynamic|plugin] [--speed S]: hours of deployments in one provider process, which
// must hold on to nothing. The platform's time passes faster than the real one, so that two hours take
// four minutes.
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { main } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";
import { runVitest } from "./lib/vitest.mjs";

await main(async () => {
  const { values } = parseArgs({
    options: {
      hours: { type: "string", default: "2" },
      adapter: { type: "string", default: "dynamic,plugin" },
      speed: { type: "string", default: "30" },
      report: { type: "string", default: join(tmpdir(), `cavatica-soak-${process.pid}.txt`) },
    },
  });
  const { cli } = await setup();
  const env = {
    PULUMI_CAVATICA_CLI: cli,
    SOAK_HOURS: values.hours,
    SOAK_ADAPTERS: values.adapter,
    SOAK_SPEED: values.speed,
    SOAK_REPORT: values.report,
  };
  const { failed } = await runVitest({ args: ["--project=soak"], env });
  console.log(await readFile(values.report, "utf8"));
  return failed === 0 ? 0 : 1;
});
