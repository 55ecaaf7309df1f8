// Runs vitest and counts the results in its JSON report; an incomplete report is itself a failure.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inModules, root } from "./paths.mjs";
import { attempt } from "./run.mjs";

/** A file that failed before its first test (syntax, import) counts as one failure. */
export function count(report, exitCode) {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((one) => one.status !== "failed"),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + (report.numTodoTests ?? 0);
  // Vitest also fails for unhandled errors, and if it found no tests: neither is in the numbers.
  const unexplained = exitCode !== 0 && failed === 0;
  return { passed, failed: failed + (unexplained ? 1 : 0), skipped };
}

export async function runVitest({ args = [], env = {} }) {
  const folder = await mkdtemp(join(tmpdir(), "cavatica-vitest-"));
  const file = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const command = [inModules("vitest/vitest.mjs"), "run", ...reporters, ...args];
  try {
    const options = { cwd: root, env: { ...process.env, ...env }, echo: true };
    const { code } = await attempt(process.execPath, command, options);
    return count(JSON.parse(await readFile(file, "utf8")), code);
  } catch (error) {
    console.error(`vitest gave no report: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
