import fc from "fast-check";
import { expect, test } from "vitest";
import { PollBudget } from "../../../provider/platform/pollBudget";
import { mostWithin } from "../../support/modelServer";

const WINDOW = 300_000;

/** Sends whenever it may, from each of these moments on as many as are wanted there; gives the times of sending. */
function sendAll(
  budget: PollBudget,
  share: number,
  wishes: readonly { after: number; count: number }[],
): number[] {
  const times: number[] = [];
  let now = 0;
  for (const { after, count } of wishes) {
    now += after;
    for (let i = 0; i < count; i++) {
      now = Math.max(now, budget.next(now, share));
      budget.use();
      times.push(now);
    }
  }
  return times;
}

test("never more than the share in any window, whatever is asked when", () => {
  const wish = fc.record({
    after: fc.integer({ min: 0, max: WINDOW }),
    count: fc.integer({ min: 1, max: 300 }),
  });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 8 }), fc.integer({ min: 2, max: 500 }), (wishes, share) => {
      expect(mostWithin(sendAll(new PollBudget(WINDOW), share, wishes), WINDOW)).toBeLessThanOrEqual(share);
    }),
  );
});

test("under the documented limit: 118 at once, then one in 0.84 s, and never a pause longer than that", () => {
  const times = sendAll(new PollBudget(WINDOW), 475, [{ after: 0, count: 1000 }]);
  expect(times.filter((at) => at === 0)).toHaveLength(118);
  const gaps = times.slice(118).map((at, i) => at - times[117 + i]!);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(845);
});

test("what isn't used fills the burst up, and no further", () => {
  const budget = new PollBudget(WINDOW);
  expect(budget.room(0, 475)).toBe(118);
  for (let i = 0; i < 118; i++) budget.use();
  expect(budget.room(0, 475)).toBe(0);
  expect(budget.room(8_404, 475)).toBe(10);
  expect(budget.room(WINDOW, 475)).toBe(118);
});

test("a share below two still lets one through at a time", () => {
  const budget = new PollBudget(WINDOW);
  const times = sendAll(budget, 0.5, [{ after: 0, count: 3 }]);
  expect(times[0]).toBe(0);
  expect(times[2]).toBeLessThan(Infinity);
});
