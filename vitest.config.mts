import { defineConfig } from "vitest/config";

// Three levels, cheapest first: pure logic, the real provider process over gRPC, the real pulumi engine. Beside them:
// client and simulator held to the platform's published API, random input for every parser, and the report's pages in a
// real browser.
const level = (name: string, timeout: number, maxWorkers: number, setup: string[]) => ({
  test: {
    name,
    globalSetup: setup,
    setupFiles: ["test/support/seed.ts"],
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeout,
    hookTimeout: timeout,
    maxWorkers,
  },
});

// The provider process and the engine run the build, not the sources.
const build = ["test/support/setup.mjs"];

export default defineConfig({
  test: {
    projects: [
      level("unit", 20_000, 2, []),
      level("contract", 20_000, 2, []),
      level("process", 60_000, 2, build),
      level("engine", 300_000, 2, build),
      level("fuzz", 20_000, 2, []),
      level("chaos", 300_000, 1, build),
      level("soak", 300_000, 1, build),
      level("browser", 60_000, 1, ["test/support/browserSetup.mjs"]),
    ],
  },
});
