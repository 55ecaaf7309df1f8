import { describe, expect, test } from "vitest";
import { type RateHeaders } from "../../../provider/platform/rate/rateWindow";
import { inSeconds, NOW, windowWith } from "../../support/rateWindows";

describe("the limiter's own count", () => {
  test("allows the limit less the reserve, then waits until 300 s after the first answer", () => {
    const { window, spend } = windowWith();
    spend(1, NOW);
    spend(93, NOW + 10_000);
    expect(window.earliest("call", NOW + 20_000)).toBe(NOW + 20_000);
    spend(1, NOW + 20_000);
    expect(window.earliest("call", NOW + 20_000)).toBe(NOW + 300_000);
    expect(window.earliest("call", NOW + 300_000)).toBe(NOW + 300_000);
  });

  test("counts a request from its start until 300 s after its answer", () => {
    const { window } = windowWith({ concurrency: 1000 });
    const tickets = Array.from({ length: 95 }, () => window.sent("call"));
    expect(window.earliest("call", NOW)).toBe(Infinity);
    for (const ticket of tickets.slice(0, 1)) window.answered(ticket, NOW + 60_000);
    expect(window.earliest("call", NOW + 60_000)).toBe(NOW + 360_000);
  });

  test("allows no more concurrent requests than configured", () => {
    const { window } = windowWith({ concurrency: 2 });
    const first = window.sent("call");
    window.sent("call");
    expect(window.earliest("call", NOW)).toBe(Infinity);
    window.answered(first, NOW);
    expect(window.earliest("call", NOW)).toBe(NOW);
  });

  test("makes polls leave room for waiting calls and for possible ones", () => {
    const { window, spend } = windowWith();
    expect(window.pollRoom(NOW).all).toBe(90);
    expect(window.pollRoom(NOW, 40).all).toBe(50);
    spend(90, NOW, undefined, "poll");
    expect(window.earliest("call", NOW)).toBe(NOW);
    expect(window.earliest("poll", NOW, 5)).toBe(Infinity);
  });

  test("forgets what was left once the window of that report has ended", () => {
    const { window, spend } = windowWith();
    const ended = NOW + 30_000;
    spend(1, NOW, { limit: 100, remaining: 7, reset: ended / 1000, date: NOW });
    expect(window.pollRoom(NOW).all).toBe(1);
    expect(window.pollRoom(ended).all).toBe(89);
  });

  test("gives polls a tenth of what is left however many calls wait, and the last request if none waits", () => {
    const { window, spend } = windowWith();
    expect(window.pollRoom(NOW, 1_000).all).toBe(9);
    spend(94, NOW);
    expect(window.earliest("poll", NOW)).toBe(NOW);
    expect(window.earliest("poll", NOW, 1)).toBe(Infinity);
  });

  test.each([
    ["smaller", 40, 38],
    ["larger", 2000, 1950],
    ["tiny", 1, 1],
  ])("adopts a %s limit stated by the platform, with a suitable reserve", (_, limit, allowed) => {
    const { window, spend } = windowWith({ reserve: 50 });
    for (let sent = 0; sent < allowed; sent++) {
      expect(window.earliest("call", NOW)).toBe(NOW);
      spend(1, NOW, { limit });
    }
    expect(window.earliest("call", NOW)).toBe(NOW + 300_000);
  });

  test.each([[0], [-5], [undefined]])("ignores a limit of %s", (limit) => {
    const { window, spend } = windowWith();
    spend(10, NOW, { limit });
    expect(window.earliest("call", NOW)).toBe(NOW);
  });
});

describe("the platform's rate headers", () => {
  test("allow nothing before the reset if little is left, then one request at a time until its answer shows more", () => {
    const { window, spend } = windowWith();
    spend(1, NOW, { remaining: 4, reset: inSeconds(100) });
    expect(window.earliest("call", NOW)).toBe(NOW + 100_000);
    const later = NOW + 100_000;
    expect(window.earliest("call", later)).toBe(later);
    const ticket = window.sent("call");
    expect(window.earliest("call", later)).toBe(Infinity);
    window.answered(ticket, later, { remaining: 99, reset: inSeconds(400) });
    expect(window.earliest("call", later)).toBe(later);
  });

  test("are reduced by requests under way", () => {
    const { window, spend } = windowWith();
    spend(1, NOW, { remaining: 7, reset: inSeconds(100) });
    window.sent("call");
    expect(window.earliest("call", NOW)).toBe(NOW);
    window.sent("call");
    expect(window.earliest("call", NOW)).toBe(NOW + 100_000);
  });

  test.each([
    ["far in the future", inSeconds(86_400)],
    ["in milliseconds", NOW + 100_000],
    ["missing", undefined],
  ])("with a reset %s are taken to mean 300 s ahead", (_, reset) => {
    const { window, spend } = windowWith();
    spend(1, NOW, { remaining: 0, reset });
    expect(window.earliest("call", NOW)).toBe(NOW + 300_000);
  });

  test("with a reset in the past delay nothing while plenty is left", () => {
    const { window, spend } = windowWith();
    spend(1, NOW, { remaining: 90, reset: inSeconds(-3600) });
    window.sent("call");
    expect(window.earliest("call", NOW)).toBe(NOW);
  });

  test("may be missing, also after earlier ones, and then the limiter's own count applies", () => {
    const { window, spend } = windowWith();
    spend(1, NOW, { remaining: 0, reset: inSeconds(10) });
    spend(1, NOW + 10_000, {});
    window.sent("call");
    expect(window.earliest("call", NOW + 10_000)).toBe(NOW + 10_000);
  });

  test("still apply after a lost answer", () => {
    const { window, spend } = windowWith();
    spend(1, NOW, { remaining: 0, reset: inSeconds(10) });
    spend(1, NOW + 10_000);
    window.sent("call");
    expect(window.earliest("call", NOW + 10_000)).toBe(Infinity);
  });

  test("replace the documented limit if the platform allows more in a shorter window", () => {
    const { window, spend } = windowWith({ limit: 1000, reserve: 50 });
    for (let minute = 0; minute < 5; minute++) {
      const at = NOW + minute * 60_000;
      const headers = { limit: 600, remaining: 599, reset: at / 1000 + 60 };
      spend(1, at, headers);
      for (let i = 1; i < 550; i++) {
        expect(window.earliest("call", at)).toBe(at);
        spend(1, at, { ...headers, remaining: 599 - i });
      }
    }
  });

  test("don't hide requests that were under way together, whichever answer comes last", () => {
    const { window } = windowWith();
    const [early, late] = [window.sent("call"), window.sent("call")];
    window.answered(late, NOW, { remaining: 8, reset: inSeconds(100) });
    // The platform counted it before the other one arrived.
    window.answered(early, NOW, { remaining: 9, reset: inSeconds(100) });
    for (let i = 0; i < 3; i++) {
      expect(window.earliest("call", NOW)).toBe(NOW);
      window.sent("call");
    }
    expect(window.earliest("call", NOW)).toBe(NOW + 100_000);
  });

  test("aren't replaced by those of an older answer that arrives late", () => {
    const { window, spend } = windowWith();
    const slow = window.sent("call");
    spend(20, NOW, { remaining: 6, reset: inSeconds(100) });
    window.answered(slow, NOW, { remaining: 90, reset: inSeconds(100) });
    expect(window.earliest("call", NOW)).toBe(NOW + 100_000);
  });

  test.each([
    ["an hour ahead by clocks that agree", { reset: inSeconds(3_000), date: NOW + 500 }, 3_000],
    ["stated by a clock that is two hours ahead", { reset: inSeconds(7_260), date: NOW + 7_200_000 }, 60],
    ["stated by a clock that is two hours behind", { reset: inSeconds(-7_140), date: NOW - 7_200_000 }, 60],
    ["a day ahead, whatever the clocks", { reset: inSeconds(86_400), date: NOW }, 300],
  ])("may have a reset %s", (_, headers, seconds) => {
    const { window, spend } = windowWith();
    spend(1, NOW, { remaining: 0, ...headers });
    expect(window.earliest("call", NOW)).toBe(NOW + seconds * 1000);
  });
});

describe("429", () => {
  function refusedWith(headers: RateHeaders | undefined, count = 1) {
    const { window } = windowWith();
    const tickets = Array.from({ length: count }, () => window.sent("call"));
    for (const ticket of tickets) window.refused(ticket, NOW, headers);
    return window;
  }

  test("pauses all requests until the reset, with a margin", () => {
    const window = refusedWith({ remaining: 0, reset: inSeconds(120) });
    expect(window.earliest("call", NOW)).toBe(NOW + 121_000);
    expect(window.earliest("poll", NOW)).toBe(NOW + 121_000);
    expect(window.pollRoom(NOW)).toEqual({ paced: 0, all: 0 });
  });

  test.each([
    ["missing", undefined, 3_000],
    ["past", inSeconds(-100), 3_000],
    ["far off", inSeconds(86_400), 301_000],
  ])("handles a reset that is %s", (_, reset, ms) => {
    expect(refusedWith({ reset }).earliest("call", NOW)).toBe(NOW + ms);
  });

  test("doubles the pause with each further refusal without a usable reset, up to a minute", () => {
    const window = refusedWith(undefined);
    const pauses: number[] = [];
    let now = NOW;
    for (let i = 0; i < 7; i++) {
      const at = window.earliest("call", now);
      pauses.push(at - now);
      now = at;
      window.refused(window.sent("call"), now);
    }
    expect(pauses).toEqual([3_000, 5_000, 9_000, 17_000, 33_000, 61_000, 61_000]);
  });

  test("counts once for ten calls refused together", () => {
    expect(refusedWith(undefined, 10).earliest("call", NOW)).toBe(NOW + 3_000);
  });

  test("keeps its pause despite an answer that was already under way", () => {
    const { window } = windowWith();
    const [one, other] = [window.sent("call"), window.sent("call")];
    window.refused(one, NOW, { reset: inSeconds(60) });
    window.answered(other, NOW + 100, { remaining: 80, reset: inSeconds(60) });
    expect(window.earliest("call", NOW + 100)).toBe(NOW + 61_000);
  });

  test("starts the doubling again after a success", () => {
    const window = refusedWith(undefined);
    window.answered(window.sent("call"), NOW + 3_000, {});
    window.refused(window.sent("call"), NOW + 3_000);
    expect(window.earliest("call", NOW + 3_000)).toBe(NOW + 6_000);
  });
});
