// The tests of one part, named by the script: everything else would only take time.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: JSON.parse(process.env["MUTATION_TESTS"]!) as string[],
    setupFiles: ["test/support/seed.ts"],
    testTimeout: 20_000,
  },
});
