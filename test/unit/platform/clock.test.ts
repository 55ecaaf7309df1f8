import { afterEach, expect, it, vi } from "vitest";
import { systemClock } from "../../../provider/platform/time/clock";

const DAY = 86_400_000;

afterEach(() => vi.restoreAllMocks());

it.each([
  ["back", -DAY],
  ["forward", DAY],
])("waits as long as asked for when somebody sets the machine's clock %s meanwhile", async (_way, jump) => {
  const before = systemClock.now();
  const real = Date.now;
  const waiting = systemClock.sleep(50);
  vi.spyOn(Date, "now").mockImplementation(() => real() + jump);
  await waiting;
  const waited = systemClock.now() - before;
  expect(waited).toBeGreaterThanOrEqual(50);
  expect(waited).toBeLessThan(5_000);
});

it("begins as the machine's clock", () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
});
