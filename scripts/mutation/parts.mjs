// What is mutated, and by which tests it is held. Only pure parts and fast tests: each mutant runs the tests that reach it.

const rate = ["rateWindow", "rateLimiter", "pollBudget", "serverView", "expiries"];

export const parts = [
  {
    name: "rate",
    files: rate.map((name) => `provider/platform/rate/${name}.ts`),
    tests: [
      "rateWindow",
      "rateReports",
      "rateReset",
      "rateLimiter",
      "rateTurns",
      "pollBudget",
      "expiries",
    ].map((name) => `unit/platform/${name}`),
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
    tests: ["unit/jobs/collector", "unit/platform/retry"],
  },
  {
    name: "claims",
    files: ["claims", "listOrder"].map((name) => `provider/jobs/${name}.ts`),
    tests: ["unit/jobs/claims", "unit/jobs/listOrder"],
  },
];
