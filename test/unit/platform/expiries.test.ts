import fc from "fast-check";
import { expect, test } from "vitest";
import { Expiries } from "../../../provider/platform/rate/expiries";

test("times are dropped from the moment when they are over, the earliest first", () => {
  const times = new Expiries();
  expect([times.size, times.first]).toEqual([0, undefined]);
  for (const time of [10, 20, 20, 30]) times.add(time);
  times.drop(9);
  expect([times.size, times.first]).toEqual([4, 10]);
  times.drop(20);
  expect([times.size, times.first]).toEqual([1, 30]);
  times.drop(1_000);
  expect([times.size, times.first]).toEqual([0, undefined]);
});

test("nothing is lost or kept after thousands of them", () => {
  const step = fc.record({ added: fc.nat(1_500), dropped: fc.nat(1_500) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const times = new Expiries();
      let expected: number[] = [];
      let next = 0;
      for (const { added, dropped } of steps) {
        for (let i = 0; i < added; i++) {
          times.add(next);
          expected.push(next++);
        }
        const until = (expected[0] ?? 0) + dropped;
        times.drop(until);
        expected = expected.filter((time) => time > until);
        expect([times.size, times.first]).toEqual([expected.length, expected[0]]);
      }
    }),
    { numRuns: 30 },
  );
});
