import { expect, test } from "vitest";
import { PlatformError } from "../../../provider/platform/errors";
import { waitAnnouncer } from "../../../provider/platform/waits";

const error = (status: number, code: number, message: string) =>
  new PlatformError({ failure: "refused", call: "GET /x", status, code, message });
const maintenance = error(503, 0, "Down.");
const failed = error(500, 90004, "Oops.");

test("waits are told at most every 10 s for one reason, and at once for another", () => {
  const lines: string[] = [];
  let now = 0;
  const announce = waitAnnouncer(
    (line) => lines.push(line),
    () => now,
  );
  for (const [at, reason] of [
    [0, maintenance],
    [3_000, maintenance],
    [9_999, maintenance],
    [10_000, maintenance],
    [11_000, failed],
    [12_000, maintenance],
  ] as const) {
    now = at;
    announce(reason, 60_000);
  }
  expect(lines.map((line) => line.slice(0, 45))).toEqual([
    "waiting 1m: the platform is under maintenance",
    "waiting 1m: the platform is under maintenance",
    "waiting 1m: GET /x: 500 (code 90004) Oops. Ru",
    "waiting 1m: the platform is under maintenance",
  ]);
});
