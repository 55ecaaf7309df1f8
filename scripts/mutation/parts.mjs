// What is mutated, and by which tests it is held. Only pure parts and fast tests: each mutant runs the tests that reach it.

const runtime = (name) => `provider/runtime/${name}.ts`;
const rate = (name) => `provider/platform/rate/${name}.ts`;

export const parts = [
  {
    name: "window",
    files: ["rateWindow", "serverView", "pollBudget", "expiries"].map(rate),
    tests: ["rateWindow", "rateReports", "rateReset", "pollBudget", "expiries"].map(
      (name) => `unit/platform/${name}`,
    ),
  },
  {
    name: "limiter",
    files: [rate("rateLimiter")],
    tests: ["unit/platform/rateLimiter", "unit/platform/rateTurns"],
  },
  {
    name: "schedule",
    files: ["provider/jobs/schedule.ts"],
    tests: ["unit/jobs/schedule"],
  },
  {
    name: "matching",
    files: [
      ...["bulkAnswers", "recognised"].map((name) => `provider/jobs/${name}.ts`),
      ...["sameJob", "jobIndex", "bulkMatch"].map((name) => `provider/platform/api/${name}.ts`),
    ],
    tests: [
      "unit/jobs/bulkAnswers",
      "unit/jobs/recognised",
      "unit/platform/sameJob",
      "unit/platform/closestJob",
      "unit/platform/bulkMatch",
    ],
  },
  {
    name: "repeating",
    files: ["provider/jobs/collector.ts", "provider/platform/http/retry.ts"],
    tests: ["unit/jobs/collector", "unit/platform/retry", "unit/platform/retryEnd"],
  },
  {
    name: "claims",
    files: ["claims", "listOrder"].map((name) => `provider/jobs/${name}.ts`),
    tests: ["unit/jobs/claims", "unit/jobs/listOrder"],
  },
  {
    name: "diffs",
    files: [
      "contract/diffTable",
      "fileExport/diff",
      "fileExport/differingSettings",
      "fileImport/diff",
      "volume/diff",
    ].map(runtime),
    tests: ["inputTables", "diffs", "importDiff", "exportSettings"].map((name) => `unit/runtime/${name}`),
  },
  {
    name: "volumes",
    files: ["patch", "drift", "memberPlan", "moves", "place"].map((name) => runtime(`volume/${name}`)),
    tests: ["drift", "members", "moves", "patch", "place"].map((name) => `unit/runtime/volume/${name}`),
  },
  {
    name: "bulk",
    files: ["plan", "summary", "replacedVolume"].map((name) => runtime(`bulk/${name}`)),
    tests: ["bulkPlan", "bulkSummary", "uprooted"].map((name) => `unit/runtime/${name}`),
  },
];
