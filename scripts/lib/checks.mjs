// How the parts of a CI run are counted.
const numberOf = (word, line) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);

/** Tests count by the summary they end with (ours or pytest's); without one they are a single check. */
export function tally(output, code) {
  const line = output.trim().split("\n").at(-1) ?? "";
  const passed = numberOf("passed", line);
  const failed = numberOf("failed", line) + numberOf("errors?", line);
  if (code !== 0 && failed === 0) return { passed, failed: 1 };
  return passed + failed === 0 ? { passed: 1, failed: 0 } : { passed, failed };
}

/** One check, one count. */
export const single = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
