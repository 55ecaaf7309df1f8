// How the parts of a CI run are counted.
const numberOf = (word, line) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);

/**
 * Tests are counted by the summary that they print last (this project's or pytest's); without one they count as a
 * single check.
 */
export function tally(output, code) {
  const line = output.trim().split("\n").at(-1) ?? "";
  const passed = numberOf("passed", line);
  const failed = numberOf("failed", line) + numberOf("errors?", line);
  if (code !== 0 && failed === 0) return { passed, failed: 1 };
  return passed + failed === 0 ? { passed: 1, failed: 0 } : { passed, failed };
}

/** Counts one check as one. */
export const single = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
