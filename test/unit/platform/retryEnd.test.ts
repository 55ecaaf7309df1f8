import { describe, expect, test } from "vitest";
import { PlatformError } from "../../../provider/platform/errors/errors";
import { type RetryOptions, withRetry } from "../../../provider/platform/http/retry";
import "../../support/retryLoaded";
import { VirtualClock } from "../../support/virtualClock";

/** A call that never succeeds, repeated after 0.5, 1, 2, 4 … s: how often it was tried, and what is said in the end. */
async function giveUp(withinMs: RetryOptions["withinMs"], tookMs = 0) {
  const clock = new VirtualClock();
  let tries = 0;
  const attempt = async (): Promise<never> => {
    tries++;
    await clock.sleep(tookMs);
    throw new PlatformError({ failure: "network", call: "GET /x" });
  };
  const options = { clock, idempotent: true, withinMs, random: () => 1 };
  const error = await clock.run(withRetry(attempt, options).catch((thrown: unknown) => thrown as Error));
  return { tries, message: error.message };
}

describe("a call that is given up", () => {
  test("is tried for the last time when its time is just up", async () => {
    expect((await giveUp(1_500)).tries).toBe(3);
    expect((await giveUp(1_499)).tries).toBe(2);
  });

  test("may have a limit that depends on the error", async () => {
    const limit = (error: PlatformError) => (error.failure === "network" ? 1_500 : 0);
    expect((await giveUp(limit)).tries).toBe(3);
  });

  test("says for how long it was tried, in whole seconds", async () => {
    expect((await giveUp(1_500)).message).toMatch(/ Given up after 1s\.$/);
    expect((await giveUp(0, 2_600)).message).toMatch(/ Given up after 2s\.$/);
  });

  test("doesn't say so if it failed at once", async () => {
    expect((await giveUp(0)).message).not.toContain("Given up");
  });
});
