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

test("an error of the platform that isn't a refusal doesn't pause anything", async () => {
  const clock = new VirtualClock();
  const limiter = new RateLimiter(clock);
  const broken = new PlatformError({
    failure: "refused",
    call: "GET /x",
    status: 500,
    code: 90004,
    rate: {},
  });
  await expect(limiter.run("call", () => Promise.reject(broken))).rejects.toBe(broken);
  const begun = clock.now();
  await clock.run(limiter.run("call", answer));
  expect(clock.now()).toBe(begun);
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
