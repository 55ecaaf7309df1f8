import { describe, expect, test } from "vitest";
import { PlatformError, type PlatformErrorDetails } from "../../../provider/platform/errors/errors";
import { mayRepeat, type RetryOptions, waitBefore, withRetry } from "../../../provider/platform/http/retry";
import "../../support/retryLoaded";
import { VirtualClock } from "../../support/virtualClock";

const error = (more: Partial<PlatformErrorDetails>) =>
  new PlatformError({ failure: "refused", call: "GET /x", ...more });

const ERRORS = {
  network: error({ failure: "network" }),
  timeout: error({ failure: "timeout" }),
  malformed: error({ failure: "malformed", status: 200 }),
  server: error({ status: 500, code: 90004 }),
  gateway: error({ status: 502 }),
  service: error({ status: 503, code: 9100 }),
  change: error({ status: 409, code: 13004 }),
  maintenance: error({ status: 503, code: 0 }),
  tooMany: error({ status: 429, code: 1000 }),
  forbidden: error({ status: 403, code: 9006 }),
  missing: error({ status: 404, code: 5002 }),
  wrong: error({ status: 400 }),
  unauthorized: error({ status: 401 }),
};

/** Fails with each of these in turn, then succeeds; records when each attempt was made, in seconds. */
function run(failures: readonly unknown[], more: Partial<RetryOptions> = {}) {
  const clock = new VirtualClock();
  const [began, at]: [number, number[]] = [clock.now(), []];
  const attempt = async () => {
    at.push((clock.now() - began) / 1000);
    await Promise.resolve();
    if (at.length <= failures.length) throw failures[at.length - 1] as Error;
    return "done";
  };
  const options = { clock, idempotent: true, withinMs: 900_000, random: () => 1, ...more };
  return { at, clock, done: clock.run(withRetry(attempt, options)) };
}

describe("retries", () => {
  test.each(Object.entries(ERRORS))("depend on the kind of error: %s", (name, failure) => {
    const refusedForNow = ["maintenance", "tooMany"];
    const transient = [
      "network",
      "timeout",
      "malformed",
      "server",
      "gateway",
      "service",
      "change",
      ...refusedForNow,
    ];
    expect(mayRepeat(failure, true)).toBe(transient.includes(name));
    expect(mayRepeat(failure, false)).toBe(refusedForNow.includes(name));
  });

  test.each(["network", "server", "change"] as const)("exclude non-idempotent calls: %s", async (name) => {
    const { at, done } = run([ERRORS[name]], { idempotent: false });
    await expect(done).rejects.toBe(ERRORS[name]);
    expect(at).toHaveLength(1);
  });

  test("include non-idempotent calls after a refusal that means nothing was done", async () => {
    const { at, done } = run([ERRORS.maintenance, ERRORS.tooMany], { idempotent: false });
    expect(await done).toBe("done");
    expect(at).toHaveLength(3);
  });

  test.each([new Error("a bug"), new TypeError("fetch failed"), "a thrown string"])(
    "exclude unrelated errors: %s",
    async (other) => {
      const { at, done } = run([other]);
      await expect(done).rejects.toThrow();
      expect(at).toHaveLength(1);
    },
  );
});

describe("delays between attempts", () => {
  test("double from half a second to half a minute", async () => {
    const { at, done } = run(Array<Error>(9).fill(ERRORS.network));
    await done;
    expect(at).toEqual([0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5, 61.5, 91.5, 121.5]);
  });

  test("have jitter between half and all of the delay", () => {
    const waits = [0, 0.5, 1].map((chance) => waitBefore(3, ERRORS.network, () => chance));
    expect(waits).toEqual([1000, 1500, 2000]);
    expect(waitBefore(1000, ERRORS.network, () => 1)).toBe(30_000);
  });

  test("are a minute each during maintenance, and are reported", async () => {
    const told: string[] = [];
    const { at, done } = run([ERRORS.maintenance, ERRORS.maintenance], {
      onWait: (failure, ms) => told.push(`${failure.code} ${ms}`),
    });
    await done;
    expect(at).toEqual([0, 60, 120]);
    expect(told).toEqual(["0 60000", "0 60000"]);
  });

  test.each([
    ["longer than the default", { status: 503, retryAfterMs: 45_000 }, 45_000],
    ["shorter than the default", { status: 503, retryAfterMs: 100 }, 500],
    ["longer than a rate window", { status: 503, retryAfterMs: 86_400_000 }, 300_000],
    ["in the past", { status: 503, retryAfterMs: -5_000 }, 500],
    ["with maintenance, shorter", { status: 503, code: 0, retryAfterMs: 5_000 }, 60_000],
    ["with maintenance, longer", { status: 503, code: 0, retryAfterMs: 120_000 }, 120_000],
  ])("are at least what the refusal requests: %s", (_, details, ms) => {
    expect(waitBefore(1, error(details), () => 1)).toBe(ms);
  });
});

describe("the time limit", () => {
  test("applies to the whole operation: no delay starts that would end after it", async () => {
    const { at, done } = run(Array<Error>(50).fill(ERRORS.network), { withinMs: 60_000 });
    await expect(done).rejects.toBe(ERRORS.network);
    expect(at).toEqual([0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5]);
  });

  test("includes the duration of the attempts", async () => {
    const clock = new VirtualClock();
    let attempts = 0;
    const slow = async () => {
      attempts++;
      await clock.sleep(50_000);
      throw ERRORS.timeout;
    };
    const options = { clock, idempotent: true, withinMs: 120_000, random: () => 1 };
    await expect(clock.run(withRetry(slow, options))).rejects.toBe(ERRORS.timeout);
    expect(attempts).toBe(3);
  });

  test("allows one attempt if it is zero", async () => {
    const { at, done } = run([ERRORS.network], { withinMs: 0 });
    await expect(done).rejects.toBe(ERRORS.network);
    expect(at).toEqual([0]);
  });

  test("returns the last error, not the first", async () => {
    const { done } = run([ERRORS.network, ERRORS.server, ERRORS.missing]);
    await expect(done).rejects.toBe(ERRORS.missing);
  });
});

test("an abort ends the delay", async () => {
  const caller = new AbortController();
  const clock = new VirtualClock();
  const options = { clock, idempotent: true, withinMs: 900_000, signal: caller.signal };
  const done = withRetry(() => Promise.reject(ERRORS.maintenance), options);
  done.catch(() => undefined);
  await clock.advance(10_000);
  caller.abort(new Error("enough"));
  await expect(done).rejects.toThrow("enough");
});
