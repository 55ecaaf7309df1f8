import { describe, expect, test } from "vitest";
import { ListOrder } from "../../../provider/jobs/listOrder";

const at = (minute: number) => `2026-01-12T09:${String(minute).padStart(2, "0")}:00Z`;

/** Whether a list of jobs that started at these minutes counts as sorted, the newest first. */
function isNewestFirst(...minutes: (number | undefined)[]): boolean {
  const order = new ListOrder();
  for (const minute of minutes) order.note(minute === undefined ? {} : { startedOn: at(minute) });
  return order.isNewestFirst;
}

describe("a list of jobs is taken to have the newest first", () => {
  test("if the times only decrease", () => expect(isNewestFirst(9, 8, 8, 3)).toBe(true));

  test.each([
    ["the times increase", [3, 8, 9]],
    ["one of them is later than the one before", [9, 8, 10, 7]],
    ["the first is followed by a later one", [8, 9, 7, 6]],
    ["all are equal, which shows nothing", [8, 8, 8]],
    ["there is only one", [8]],
    ["there is none", []],
  ])("but not if %s", (_, minutes) => expect(isNewestFirst(...minutes)).toBe(false));

  test("whatever lies between them without a time", () => {
    expect(isNewestFirst(9, undefined, 8)).toBe(true);
    expect(isNewestFirst(8, undefined, 9)).toBe(false);
    expect(isNewestFirst(undefined, 9)).toBe(false);
  });

  test("by when they ended, if their start isn't shown", () => {
    const order = new ListOrder();
    order.note({ finishedOn: at(9) });
    expect(order.isNewestFirst).toBe(false);
    order.note({ finishedOn: at(5) });
    expect(order.isNewestFirst).toBe(true);
    // Its start counts, not its end.
    order.note({ startedOn: at(4), finishedOn: at(30) });
    expect(order.isNewestFirst).toBe(true);
    order.note({ startedOn: at(6), finishedOn: at(1) });
    expect(order.isNewestFirst).toBe(false);
  });
});
