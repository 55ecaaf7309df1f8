// npm run test:mutation -- [PART…]: changes the pure parts of the code, one small thing at a time, and shows which changes
// no test notices. Takes many minutes, so it isn't part of npm test.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureModules } from "./lib/modules.mjs";
import { root } from "./lib/paths.mjs";
import { attempt, main, say } from "./lib/run.mjs";
import { parts } from "./mutation/parts.mjs";
import { scores, survivors, total } from "./mutation/score.mjs";
import { ensureStryker } from "./mutation/stryker.mjs";

/** Fewer of the changes noticed than this is a failure. */
const LEAST = 85;

const configuration = (files, modules, folder) => ({
  mutate: files,
  testRunner: "vitest",
  vitest: { configFile: "scripts/mutation/vitest.config.mts" },
  plugins: [join(modules, "@stryker-mutator/vitest-runner/dist/src/index.js")],
  coverageAnalysis: "perTest",
  concurrency: 1,
  // Without tsconfig.json, which Stryker would rewrite with a compiler that it doesn't bring.
  ignorePatterns: [
    "**",
    "!provider/**",
    "!simulator/**",
    "!test/**",
    "!scripts/mutation/**",
    "!package.json",
  ],
  tempDirName: join(folder, "sandbox"),
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: join(folder, "report.json") },
  allowConsoleColors: false,
});

async function mutate({ name, files, tests }, modules) {
  const folder = await mkdtemp(join(tmpdir(), "cavatica-mutation-"));
  try {
    const config = join(folder, "stryker.json");
    await writeFile(config, JSON.stringify(configuration(files, modules, folder)));
    say(`mutating ${name}: ${files.length} files, held by ${tests.length} test files`);
    const env = {
      ...process.env,
      MUTATION_TESTS: JSON.stringify(tests.map((test) => `test/${test}.test.ts`)),
    };
    const command = [join(modules, "@stryker-mutator/core/bin/stryker.js"), "run", config];
    const { code, stdout, stderr } = await attempt(process.execPath, command, { cwd: root, env, echo: true });
    if (code !== 0) throw new Error(`Stryker failed (${code})\n${stdout}${stderr}`);
    return JSON.parse(await readFile(join(folder, "report.json"), "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function chosen(names) {
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0)
    throw new Error(`no part ${unknown.join(", ")}: there are ${parts.map(({ name }) => name).join(", ")}`);
  return names.length === 0 ? parts : parts.filter(({ name }) => names.includes(name));
}

await main(async () => {
  const wanted = chosen(process.argv.slice(2));
  await ensureModules();
  const modules = await ensureStryker();
  const rows = [];
  for (const part of wanted) {
    const report = await mutate(part, modules);
    for (const line of survivors(report)) console.log(line);
    rows.push(...scores(report));
  }
  const all = total(rows);
  console.table([...rows, all]);
  console.log(`${all.killed} of ${all.mutants} changes were noticed (${all.score} %)`);
  return all.score >= LEAST ? 0 : 1;
});
