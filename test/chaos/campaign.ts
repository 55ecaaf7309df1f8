// Runs seeds, counts what they met, and makes the program of one that fails as small as it can.
import fc from "fast-check";

/** What one run came to. */
export interface Verdict {
  /** Empty: everything held. */
  violations: string[];
  /** Faults that struck, acts that happened, switches that were turned. */
  met: string[];
  requests: number;
  /** Platform time. */
  hours: number;
  /** What happened, for whoever looks into a failure. */
  log: string[];
}

const HOUR_MS = 3_600_000;

/** What a life comes to; an error that nothing expected is a violation. */
export async function verdictOf(
  { sim, now }: { sim: { requests: readonly unknown[] }; now: () => number },
  { met, log }: { met: ReadonlySet<string>; log: string[] },
  live: () => Promise<string[]>,
): Promise<Verdict> {
  const began = now();
  const violations = await live().catch((error: unknown) => [
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  ]);
  return { violations, met: [...met], requests: sim.requests.length, hours: (now() - began) / HOUR_MS, log };
}

/** A level of the campaign: how its scenarios are made, and run. */
export interface Level<T> {
  name: "process" | "engine";
  scenario: fc.Arbitrary<T>;
  run(scenario: T): Promise<Verdict>;
  /** Smaller scenarios are tried for as long, and so many of them. */
  shrinking: { ms: number; runs: number };
}

export interface Failure {
  seed: number;
  text: string;
}

export interface Totals {
  seeds: number;
  requests: number;
  hours: number;
  /** In how many seeds each was met. */
  met: Map<string, number>;
  failures: Failure[];
}

export const newTotals = (): Totals => ({ seeds: 0, requests: 0, hours: 0, met: new Map(), failures: [] });

const LONGEST_TEXT = 4_000;

/** Runs one seed; the same seed is the same scenario in every run. */
export async function runSeed<T>(level: Level<T>, seed: number, totals: Totals): Promise<void> {
  let first: Verdict | undefined;
  let last: { scenario: T; verdict: Verdict } | undefined;
  const began = Date.now();
  let runs = 0;
  const property = fc.asyncProperty(level.scenario, async (scenario) => {
    const { ms, runs: most } = level.shrinking;
    // What isn't tried any more counts as good, so that the smallest failure so far is what is left.
    if (first && (runs++ >= most || Date.now() - began > ms)) return true;
    const verdict = await level.run(scenario);
    first ??= verdict;
    if (verdict.violations.length > 0) last = { scenario, verdict };
    return verdict.violations.length === 0;
  });
  await fc.check(property, { seed, numRuns: 1 });
  count(totals, first!);
  if (last) totals.failures.push({ seed, text: failureText(level.name, seed, first!, last, runs) });
}

function count(totals: Totals, { met, requests, hours }: Verdict): void {
  totals.seeds++;
  totals.requests += requests;
  totals.hours += hours;
  for (const one of new Set(met)) totals.met.set(one, (totals.met.get(one) ?? 0) + 1);
}

function failureText<T>(
  level: string,
  seed: number,
  first: Verdict,
  last: { scenario: T; verdict: Verdict },
  runs: number,
): string {
  const list = ({ violations }: Verdict) =>
    violations.map((text) => `  - ${text.slice(0, LONGEST_TEXT)}`).join("\n");
  return [
    `seed ${seed} (${level} level) breaks:`,
    list(first),
    `run it again: npm run test:chaos -- --level ${level} --from ${seed} --seeds 1`,
    `the smallest scenario that breaks, of ${runs} that were tried:`,
    JSON.stringify(last.scenario),
    "it breaks:",
    list(last.verdict),
    "what happened:",
    ...last.verdict.log.map((line) => `  ${line}`),
  ].join("\n");
}

/** One line for each thing that was met, the rarest first. */
export const metTable = ({ met }: Totals): string =>
  [...met]
    .sort(([, one], [, other]) => one - other)
    .map(([name, seeds]) => `${name}\t${seeds}`)
    .join("\n");
