import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PlatformError } from "../../../provider/platform/errors/errors";
import { RateLimiter } from "../../../provider/platform/rate/rateLimiter";
import {
  DEFAULT_RULES,
  type Purpose,
  type RateHeaders,
  RateWindow,
} from "../../../provider/platform/rate/rateWindow";
import { COUNTINGS, ModelServer, mostWithin } from "../../support/modelServer";
import { VirtualClock } from "../../support/virtualClock";

const WINDOW = 300_000;
const tooMany = (rate: RateHeaders | undefined) =>
  new PlatformError({ failure: "refused", call: "GET /x", status: 429, code: 1000, rate });

/** One exchange: the request arrives after a delay, is counted then, and its response is delayed too. */
async function exchange(
  clock: VirtualClock,
  server: ModelServer,
  there: number,
  back: number,
  shown: boolean,
) {
  await clock.sleep(there);
  const accepted = server.take(clock.now());
  const rate = shown ? server.headers(clock.now()) : {};
  await clock.sleep(back);
  if (!accepted) throw tooMany(rate);
  return { rate };
}

const arrival = fc.record({
  after: fc.oneof(fc.constant(0), fc.integer({ max: 2_000, min: 0 }), fc.integer({ min: 0, max: 200_000 })),
  purpose: fc.constantFrom<Purpose>("call", "poll"),
  there: fc.integer({ min: 0, max: 20_000 }),
  back: fc.integer({ min: 0, max: 20_000 }),
});

const world = fc.record({
  arrivals: fc.array(arrival, { minLength: 1, maxLength: 80 }),
  limit: fc.integer({ min: 2, max: 40 }),
  counting: fc.constantFrom(...COUNTINGS),
  shown: fc.boolean(),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** Sends everything through a limiter that knows the limit; returns the server, and when each call was answered. */
async function play({ arrivals, limit, counting, shown }: World) {
  const clock = new VirtualClock();
  const server = new ModelServer(limit, WINDOW, counting);
  const limiter = new RateLimiter(clock, new RateWindow({ ...DEFAULT_RULES, limit }));
  const sent: { purpose: Purpose; at: number }[] = [];
  const outcomes = arrivals.reduce<{ at: number; calls: Promise<string>[] }>(
    ({ at, calls }, { after, purpose, there, back }) => {
      const call = clock
        .sleep(at + after)
        .then(() =>
          limiter.run(purpose, () => {
            sent.push({ purpose, at: clock.now() });
            return exchange(clock, server, there, back, shown);
          }),
        )
        .then(
          () => "answered",
          (error: unknown) => (error instanceof PlatformError && error.isRateLimit ? "429" : String(error)),
        );
      return { at: at + after, calls: [...calls, call] };
    },
    { at: 0, calls: [] },
  );
  return { server, sent, outcomes: await clock.run(Promise.all(outcomes.calls)) };
}

describe("without other users of the account", () => {
  test("there is never a 429, never more than the limit in any window, and every call gets through", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const { server, outcomes } = await play(given);
        expect(server.refused).toEqual([]);
        // Across its end, a fixed window correctly allows twice the limit.
        if (!given.shown || given.counting === "sliding")
          expect(mostWithin(server.arrivals, WINDOW)).toBeLessThanOrEqual(given.limit);
        expect(outcomes).toEqual(given.arrivals.map(() => "answered"));
      }),
    );
  });

  test("calls of one purpose keep their order", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const { sent } = await play({
          ...given,
          arrivals: given.arrivals.map((a) => ({ ...a, purpose: "call" })),
        });
        const times = sent.map(({ at }) => at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
      { numRuns: 30 },
    );
  });
});

test("with other users of the account, refusals are waited out, every call gets through, and the limiter keeps to its own share", async () => {
  const others = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 1_500_000 }), count: fc.integer({ min: 1, max: 40 }) }),
    {
      maxLength: 12,
    },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.nat(60),
      others,
      fc.constantFrom(...COUNTINGS),
      fc.boolean(),
      async (count, spends, counting, shown) => {
        const clock = new VirtualClock();
        const server = new ModelServer(40, WINDOW, counting);
        const limiter = new RateLimiter(clock, new RateWindow({ ...DEFAULT_RULES, limit: 40 }));
        for (const { at, count } of spends)
          void clock.sleep(at).then(() => server.others(count, clock.now()));
        const persist = async (): Promise<void> => {
          try {
            await limiter.run("call", () => exchange(clock, server, 100, 100, shown));
          } catch {
            await persist();
          }
        };
        await clock.run(Promise.all(Array.from({ length: count }, persist)));
        if (!shown || counting === "sliding")
          expect(mostWithin(server.arrivals, WINDOW)).toBeLessThanOrEqual(40);
        // Each refusal pauses everything, so only concurrent requests can be refused together.
        expect(server.refused.length).toBeLessThanOrEqual(10 * (spends.length + 1) + 60);
      },
    ),
    { numRuns: 40 },
  );
});

describe("waiting", () => {
  const limiterOf = (over: Partial<typeof DEFAULT_RULES>) => {
    const clock = new VirtualClock();
    return { clock, limiter: new RateLimiter(clock, new RateWindow({ ...DEFAULT_RULES, ...over })) };
  };
  const answer = () => Promise.resolve({ rate: {} });

  test("a call aborted while waiting is never sent, and those behind it continue", async () => {
    const { clock, limiter } = limiterOf({ concurrency: 1 });
    const first = limiter.run("call", async () => (await clock.sleep(1_000), { rate: {} }));
    const aborted = new AbortController();
    let sent = 0;
    const second = limiter.run("call", () => (sent++, answer()), aborted.signal);
    const third = limiter.run("call", answer);
    aborted.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
    await clock.run(Promise.all([first, third]));
    expect(sent).toBe(0);
  });

  test("a call aborted beforehand isn't even queued", async () => {
    const { limiter } = limiterOf({});
    await expect(limiter.run("call", answer, AbortSignal.abort(new Error("no")))).rejects.toThrow("no");
  });

  test("an error other than the platform's counts as a request too", async () => {
    const { clock, limiter } = limiterOf({ limit: 1 });
    await expect(limiter.run("call", () => Promise.reject(new TypeError("x")))).rejects.toThrow("x");
    const begun = clock.now();
    await clock.run(limiter.run("call", answer));
    expect(clock.now() - begun).toBe(WINDOW);
  });

  test("polls give way to later calls, and are sent when those are through", async () => {
    const { clock, limiter } = limiterOf({ limit: 10, reserve: 0, concurrency: 1 });
    const sent: Purpose[] = [];
    const send = (purpose: Purpose) => () => (sent.push(purpose), clock.sleep(10).then(answer));
    const run = (purpose: Purpose, count: number) =>
      Array.from({ length: count }, () => limiter.run(purpose, send(purpose)));
    await clock.run(Promise.all([...run("call", 1), ...run("poll", 5), ...run("call", 9)]));
    expect(sent).toEqual([...Array<Purpose>(10).fill("call"), ...Array<Purpose>(5).fill("poll")]);
  });
});
