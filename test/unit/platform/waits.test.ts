import { expect, test } from "vitest";
import { PlatformError } from "../../../provider/platform/errors/errors";
import { waitAnnouncer, whyAfter } from "../../../provider/platform/time/waitAnnouncer";

const error = (status: number, code: number, message: string) =>
  new PlatformError({ failure: "refused", call: "GET /x", status, code, message });
const maintenance = whyAfter(error(503, 0, "Down."));
const failed = whyAfter(error(500, 90004, "Oops."));

function announcer() {
  const lines: string[] = [];
  const clock = { now: 0 };
  const waits = waitAnnouncer(
    (line) => lines.push(line.slice(0, 45)),
    () => clock.now,
  );
  return { lines, clock, waits };
}

test("waits are reported at most every 10 s for one reason, and at once for another", () => {
  const { lines, clock, waits } = announcer();
  for (const [at, why] of [
    [0, maintenance],
    [3_000, maintenance],
    [9_999, maintenance],
    [10_000, maintenance],
    [11_000, failed],
    [12_000, maintenance],
  ] as const) {
    clock.now = at;
    waits.waiting(why, 60_000);
  }
  expect(lines).toEqual([
    "waiting 1m: the platform is under maintenance",
    "waiting 1m: the platform is under maintenance",
    "waiting 1m: GET /x: 500 (code 90004) Oops. Ru",
    "waiting 1m: the platform is under maintenance",
  ]);
});

test("the end of a wait is reported once, and the next wait at once", () => {
  const { lines, waits } = announcer();
  waits.over();
  waits.waiting(maintenance, 60_000);
  waits.over();
  waits.over();
  waits.waiting(maintenance, 60_000);
  expect(lines).toEqual([
    "waiting 1m: the platform is under maintenance",
    "the platform responds again",
    "waiting 1m: the platform is under maintenance",
  ]);
});
