// Runs the checks of a release one after the other, and counts how they ended.

/** A check returns a list of problems, or why it couldn't be made. */
const ended = (result) => (Array.isArray(result) ? { problems: result } : result);

const attempted = async (check) => {
  try {
    return ended(await check());
  } catch (error) {
    return { problems: [error.message] };
  }
};

export function lineOf(name, { problems, skipped }) {
  if (skipped !== undefined) return `skipped ${name}: ${skipped}`;
  return [`${problems.length > 0 ? "FAILED " : "ok     "} ${name}`, ...problems].join("\n  ");
}

/** Prints a line for each check; returns how many passed, failed and were skipped. */
export async function runChecks(checks, print = console.log) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, check] of Object.entries(checks)) {
    const result = await attempted(check);
    if (result.skipped !== undefined) counts.skipped += 1;
    else counts[result.problems.length > 0 ? "failed" : "passed"] += 1;
    print(lineOf(name, result));
  }
  return counts;
}
