import { describe, expect, test } from "vitest";
import { PlatformError } from "../../../provider/platform/errors/errors";
import { RateLimiter } from "../../../provider/platform/rate/rateLimiter";
import { DEFAULT_RULES, type Purpose, RateWindow } from "../../../provider/platform/rate/rateWindow";
import { VirtualClock } from "../../support/virtualClock";

const WINDOW = 300_000;
const answer = () => Promise.resolve({ rate: {} });

describe("what waits when the window begins anew", () => {
  /** Spends the whole budget at once, and queues these for the moment when all of it comes back. */
  async function queued(purposes: readonly Purpose[]): Promise<string[]> {
    const clock = new VirtualClock();
    const limiter = new RateLimiter(clock, new RateWindow({ ...DEFAULT_RULES, limit: 3, reserve: 0 }));
    const begun = clock.now();
    await clock.run(Promise.all([1, 2, 3].map(() => limiter.run("call", answer))));
    const sent: string[] = [];
    const send = (purpose: Purpose) => () => {
      sent.push(`${purpose} ${clock.now() - begun - WINDOW}`);
      return clock.sleep(10).then(answer);
    };
    await clock.run(Promise.all(purposes.map((purpose) => limiter.run(purpose, send(purpose)))));
    return sent;
  }

  test("is sent together, polls as soon as no call is waiting", async () => {
    expect(await queued(["call", "poll", "poll"])).toEqual(["call 0", "poll 0", "poll 0"]);
  });

  test("doesn't include polls that would take what a call behind them needs", async () => {
    expect(await queued(["poll", "poll", "call"])).toEqual(["poll 0", "call 0", "poll 10"]);
  });
});

describe("after an error of the platform, the next call", () => {
  async function waitAfter(status: number, code: number): Promise<number> {
    const clock = new VirtualClock();
    const limiter = new RateLimiter(clock);
    const error = new PlatformError({ failure: "refused", call: "GET /x", status, code, rate: {} });
    await expect(limiter.run("call", () => Promise.reject(error))).rejects.toBe(error);
    const begun = clock.now();
    await clock.run(limiter.run("call", answer));
    return clock.now() - begun;
  }

  test("waits if there were too many", async () => expect(await waitAfter(429, 1000)).toBe(3_000));
  test("doesn't wait if it was anything else", async () => expect(await waitAfter(500, 90004)).toBe(0));
});

describe("while calls wait for their turn", () => {
  /** One call is under way, and these wait behind it. */
  function busy(waiting: readonly Purpose[], signal?: AbortSignal) {
    const clock = new VirtualClock();
    const rules = { ...DEFAULT_RULES, limit: 100, reserve: 0, concurrency: 1 };
    const limiter = new RateLimiter(clock, new RateWindow(rules));
    const slow = () => clock.sleep(1_000).then(answer);
    const all = [
      limiter.run("call", slow, signal),
      ...waiting.map((purpose) => limiter.run(purpose, answer)),
    ];
    return { limiter, end: () => clock.run(Promise.all(all)) };
  }

  test("polls get less room by one for each of them, whatever polls are waiting", async () => {
    const { limiter, end } = busy(["call", "poll", "call", "poll"]);
    // 5 of 100 are kept, 1 is under way, and 2 calls wait.
    expect(limiter.pollRoom().all).toBe(92);
    await end();
    expect(limiter.pollRoom().all).toBe(90);
  });

  test("one that is aborted after it was sent takes nobody's turn away", async () => {
    const aborted = new AbortController();
    const { end } = busy(["call", "call"], aborted.signal);
    await Promise.resolve();
    aborted.abort(new Error("enough"));
    await expect(end()).resolves.toHaveLength(3);
  });
});

describe("a wait for the budget is told", () => {
  /** What is told while a call waits for a window that ends in so many seconds. */
  async function told(seconds: number): Promise<number[]> {
    const clock = new VirtualClock();
    const waits: number[] = [];
    const limiter = new RateLimiter(clock, new RateWindow(), (ms) => waits.push(ms));
    const rate = { limit: 1000, remaining: 0, reset: clock.now() / 1000 + seconds, date: clock.now() };
    await limiter.run("call", () => Promise.resolve({ rate }));
    await clock.run(limiter.run("call", answer));
    return waits;
  }

  test("with its length", async () => expect(await told(120)).toEqual([120_000]));
  test("if it takes five seconds", async () => expect(await told(5)).toEqual([5_000]));
  test("but not if it is shorter", async () => expect(await told(4)).toEqual([]));

  test("but not if it only depends on other calls", async () => {
    const clock = new VirtualClock();
    const waits: number[] = [];
    const window = new RateWindow({ ...DEFAULT_RULES, concurrency: 1 });
    const limiter = new RateLimiter(clock, window, (ms) => waits.push(ms));
    const slow = () => clock.sleep(60_000).then(answer);
    await clock.run(Promise.all([limiter.run("call", slow), limiter.run("call", slow)]));
    expect(waits).toEqual([]);
  });
});
