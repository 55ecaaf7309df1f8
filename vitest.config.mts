import { defineConfig } from "vitest/config";

// Three levels, cheapest first: pure logic, the real provider process over gRPC, the real pulumi engine.
const level = (name: string, timeout: number, maxWorkers: number) => ({
  test: {
    name,
    // The provider process and the engine run the build, not the sources.
    globalSetup: name === "unit" ? [] : ["test/support/setup.mjs"],
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeout,
    hookTimeout: timeout,
    maxWorkers,
  },
});

export default defineConfig({
  test: { projects: [level("unit", 20_000, 2), level("process", 60_000, 2), level("engine", 300_000, 2)] },
});
