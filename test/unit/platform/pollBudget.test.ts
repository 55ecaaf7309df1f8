import fc from "fast-check";
import { expect, test } from "vitest";
import { PollBudget } from "../../../provider/platform/rate/pollBudget";

const WINDOW = 300_000;

/** Spends the paced requests after each of these pauses; returns how many were spent each time. */
function spendPaced(budget: PollBudget, pauses: readonly number[], spare: number): number[] {
  let now = 0;
  return pauses.map((pause) => {
    now += pause;
    const { paced } = budget.room(now, spare, WINDOW);
    for (let i = 0; i < paced; i++) budget.use();
    return paced;
  });
}

const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);

test("a few polls are allowed at once, then 60 % of the spare requests spread evenly over the window", () => {
  const spent = spendPaced(new PollBudget(), Array<number>(301).fill(1_000), 500);
  expect(spent[0]).toBe(10);
  expect(sum(spent)).toBe(310);
  expect(Math.max(...spent.slice(1))).toBe(1);
});

test("the pace is never exceeded, and frequent calls lose nothing", () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(pauses, fc.integer({ min: 0, max: 1_000 }), (list, spare) => {
      const spent = spendPaced(new PollBudget(), list, spare);
      const fair = (sum(list) * spare * 0.6) / WINDOW;
      expect(sum(spent)).toBeLessThanOrEqual(10 + fair + 1e-6);
      expect(Math.max(...spent)).toBeLessThanOrEqual(10);
    }),
  );
});

test("all spare requests may be used when many jobs end at once, and the pace pauses briefly afterwards", () => {
  const budget = new PollBudget();
  expect(budget.room(0, 400.7, WINDOW)).toEqual({ paced: 10, all: 400 });
  for (let i = 0; i < 400; i++) budget.use();
  expect(budget.room(0, 500, WINDOW)).toEqual({ paced: 0, all: 500 });
  expect(budget.room(11_000, 500, WINDOW).paced).toBe(1);
});

test("nothing is allowed without spare requests, and the pace never exceeds the total", () => {
  expect(new PollBudget().room(0, -20, WINDOW)).toEqual({ paced: 0, all: 0 });
  expect(new PollBudget().room(0, 3, WINDOW)).toEqual({ paced: 3, all: 3 });
});

test("a clock that jumps back loses nothing", () => {
  const budget = new PollBudget();
  budget.room(50_000, 500, WINDOW);
  expect(budget.room(0, 500, WINDOW).paced).toBe(10);
});
