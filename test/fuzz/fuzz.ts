// What all fuzz tests share: random input for one parser, which must accept it or refuse it with an error of its own.
import { appendFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";

/** Few in `npm test`; `npm run test:fuzz -- --runs N` sets more. */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 300);
/** One line of JSON per parser. */
const REPORT = process.env["FUZZ_REPORT"];
/** The usual time is below a millisecond; on a busy machine a collection of garbage takes much longer. */
const MOST_MS = 5_000;
const HOURS_MS = 6 * 3_600_000;

type ErrorClass = abstract new (...args: never[]) => Error;

interface Parser<Input> {
  inputs: fc.Arbitrary<Input>;
  /** Parses, and may check what comes of it. */
  run: (input: Input) => unknown;
  /** The errors that say what is wrong with the input. All others fail the test. */
  refusals?: ErrorClass[];
}

/** Errors of the language itself are never a message about the input. */
const isOwn = (error: unknown, refusals: readonly ErrorClass[]): boolean =>
  refusals.some((type) => error instanceof type) &&
  ![TypeError, RangeError, SyntaxError, ReferenceError, URIError].some((type) => error instanceof type);

/** Declares a test: each input results in a value or in one of the parser's own errors, in bounded time. */
export function fuzz<Input>(name: string, { inputs, run, refusals = [] }: Parser<Input>): void {
  test(
    name,
    async () => {
      const began = performance.now();
      const seen = { inputs: 0, refused: 0, slowestMs: 0 };
      const once = async (input: Input) => {
        const start = performance.now();
        try {
          await run(input);
        } catch (error) {
          if (!isOwn(error, refusals)) throw error;
          seen.refused++;
        }
        seen.inputs++;
        const ms = performance.now() - start;
        seen.slowestMs = Math.max(seen.slowestMs, ms);
        expect(ms).toBeLessThan(MOST_MS);
      };
      await fc.assert(fc.asyncProperty(inputs, once), { numRuns: RUNS });
      expect(seen.inputs).toBe(RUNS);
      const seconds = (performance.now() - began) / 1000;
      if (REPORT) appendFileSync(REPORT, `${JSON.stringify({ name, ...seen, seconds })}\n`);
    },
    HOURS_MS,
  );
}
