import { describe, expect, test } from "vitest";
import { type RateHeaders } from "../../../provider/platform/rate/rateWindow";
import { inSeconds, NOW, windowWith } from "../../support/rateWindows";

describe("after the window of a report has ended", () => {
  test("one call goes at once, though the limiter's own count is spent", () => {
    const { window, spend } = windowWith();
    spend(95, NOW, { remaining: 0, reset: inSeconds(10) });
    expect(window.earliest("call", NOW + 10_000)).toBe(NOW + 10_000);
  });

  test("an older request's answer counts again, since nothing newer is known", () => {
    const { window, spend } = windowWith();
    const slow = window.sent("call");
    spend(20, NOW, { remaining: 6, reset: inSeconds(100) });
    const ended = NOW + 100_000;
    window.answered(slow, ended, { remaining: 90, reset: inSeconds(400) });
    for (let i = 0; i < 5; i++) {
      expect(window.earliest("call", ended)).toBe(ended);
      window.sent("call");
    }
  });

  test.each<[string, RateHeaders, number]>([
    ["with a reset, another one begins", { reset: inSeconds(60) }, 61_000],
    ["without a reset, the limiter's own count still applies", {}, 300_000],
  ])("by a refusal: %s", (_, headers, ms) => {
    const { window, spend } = windowWith();
    spend(94, NOW);
    window.refused(window.sent("call"), NOW, headers);
    expect(window.earliest("call", NOW + 61_000)).toBe(NOW + ms);
  });
});

describe("the pace of polls", () => {
  const plenty = { limit: 1_000, reserve: 0 };

  /** How many may be sent a second after ten. */
  const paceAfter = ({ window, spend }: ReturnType<typeof windowWith>, from: number) => {
    window.pollRoom(from);
    spend(10, from, undefined, "poll");
    return window.pollRoom(from + 1_000).paced;
  };

  test("spreads what is left over the rest of the window", () => {
    const world = windowWith(plenty);
    world.spend(1, NOW, { limit: 1_000, remaining: 960, reset: inSeconds(100), date: NOW });
    // 60 % of 900 in 99 s
    expect(paceAfter(world, NOW)).toBe(5);
  });

  test("assumes at least a quarter of the longest window seen, since a sliding window's end is always near", () => {
    const world = windowWith(plenty);
    world.spend(1, NOW, { limit: 1_000, remaining: 500, reset: inSeconds(100), date: NOW });
    const later = NOW + 97_000;
    world.spend(1, later, { limit: 1_000, remaining: 260, reset: inSeconds(100), date: later });
    // 60 % of 200 in 25 s
    expect(paceAfter(world, later)).toBe(4);
  });

  test("assumes a quarter of the documented window if no report says anything", () => {
    // 60 % of 940 in 75 s
    expect(paceAfter(windowWith(plenty), NOW)).toBe(7);
  });

  test("is slowed down by polls, and by nothing else", () => {
    const { window, spend } = windowWith();
    window.pollRoom(NOW);
    spend(10, NOW, undefined, "call");
    expect(window.pollRoom(NOW).paced).toBe(10);
    spend(4, NOW, undefined, "poll");
    expect(window.pollRoom(NOW).paced).toBe(6);
  });
});

test("polls go beside a waiting call as long as one is left for them", () => {
  const { window, spend } = windowWith({ reserve: 0 });
  expect(window.earliest("poll", NOW, 1)).toBe(NOW);
  spend(93, NOW);
  // Of 7, 5 are kept for later calls, and 1 for the one that waits.
  expect(window.earliest("poll", NOW, 1)).toBe(NOW);
  spend(1, NOW);
  expect(window.earliest("poll", NOW, 1)).toBe(Infinity);
  // Calls don't wait for each other's sake.
  expect(window.earliest("call", NOW, 6)).toBe(NOW);
});
