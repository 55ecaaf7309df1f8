import { expect, it } from "vitest";
import { tally } from "../../../scripts/lib/checks.mjs";
import { areInstalled } from "../../../scripts/lib/modules.mjs";
import { count } from "../../../scripts/lib/vitest.mjs";

const report = (extra: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  testResults: [],
  ...extra,
});

it("counts tests, and files that failed before their first test", () => {
  expect(count(report({}), 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  const broken = { status: "failed", assertionResults: [] };
  const failing = { status: "failed", assertionResults: [{ status: "failed" }] };
  expect(count(report({ numFailedTests: 1, testResults: [broken, failing] }), 1)).toMatchObject({
    failed: 2,
  });
  expect(count(report({ numPendingTests: 2, numTodoTests: 1 }), 0)).toMatchObject({ skipped: 3 });
});

it("never reports a failed run as a success", () => {
  expect(count(report({}), 1)).toMatchObject({ passed: 3, failed: 1 });
  expect(tally("3 passed, 0 failed\n", 1)).toEqual({ passed: 3, failed: 1 });
  expect(tally("", 1)).toEqual({ passed: 0, failed: 1 });
});

it("reads the package's own summary, pytest's, and none", () => {
  expect(tally("noise 9 failed\n12 passed, 3 failed\n", 1)).toEqual({ passed: 12, failed: 3 });
  expect(tally("=== 2 failed, 5 passed, 1 error in 3.20s ===\n", 1)).toEqual({ passed: 5, failed: 3 });
  expect(tally("all good\n", 0)).toEqual({ passed: 1, failed: 0 });
});

it("compares installed packages with the lockfile, except optional ones", () => {
  const wanted = {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b": { version: "2.0.0", optional: true },
  };
  expect(areInstalled(wanted, { "node_modules/a": { version: "1.0.0" } })).toBe(true);
  expect(areInstalled(wanted, { "node_modules/a": { version: "1.0.1" } })).toBe(false);
  expect(areInstalled(wanted, {})).toBe(false);
});
