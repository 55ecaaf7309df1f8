// npm run test:fuzz -- [--runs N] [--seed S] [--only TEXT]: random input for every parser; prints what was tried, and how fast.
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { main } from "./lib/run.mjs";
import { runVitest } from "./lib/vitest.mjs";

const row = (cells) => `| ${cells.join(" | ")} |`;

/** The report's lines as a table in Markdown. */
function table(lines) {
  const rows = lines.map(({ name, inputs, refused, seconds, slowestMs }) =>
    row([name, inputs, refused, seconds.toFixed(0), slowestMs.toFixed(0)]),
  );
  return [
    row(["parser", "inputs", "refused", "seconds", "slowest, ms"]),
    row(Array(5).fill("---")),
    ...rows.sort(),
  ].join("\n");
}

await main(async () => {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "100000" },
      seed: { type: "string", default: String(Date.now() % 2 ** 31) },
      only: { type: "string", default: "" },
      report: { type: "string", default: join(tmpdir(), `cavatica-fuzz-${process.pid}.jsonl`) },
    },
  });
  await rm(values.report, { force: true });
  console.log(`seed ${values.seed}`);
  const env = { FUZZ_RUNS: values.runs, FC_SEED: values.seed, FUZZ_REPORT: values.report };
  const only = values.only ? ["-t", values.only] : [];
  const { failed } = await runVitest({ args: ["--project=fuzz", ...only], env });
  const lines = await readFile(values.report, "utf8").catch(() => "");
  console.log(
    table(
      lines
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ),
  );
  return failed === 0 ? 0 : 1;
});
