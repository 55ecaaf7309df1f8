import { describe, expect, test } from "vitest";
import { RateWindow } from "../../../simulator/rules/rateWindow";
import { START, testWorld } from "./world";

const limit = { limit: 3, windowSeconds: 300 };

describe("rate windows", () => {
  test("free all requests at the reset if fixed", () => {
    const window = new RateWindow({ ...limit, kind: "fixed" });
    expect([window.take(0), window.take(100_000), window.take(200_000), window.take(299_000)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(window.status(299_000)).toEqual({ limit: 3, remaining: 0, reset: 300 });
    expect(window.take(300_000)).toBe(true);
    expect(window.status(300_000)).toEqual({ limit: 3, remaining: 2, reset: 600 });
  });

  test("free one request after the other if sliding", () => {
    const window = new RateWindow({ ...limit, kind: "sliding" });
    for (const at of [0, 100_000, 200_000]) window.take(at);
    expect(window.status(200_000)).toEqual({ limit: 3, remaining: 0, reset: 300 });
    expect([window.take(300_000), window.take(300_001)]).toEqual([true, false]);
    expect(window.status(300_001).reset).toBe(400);
  });
});

describe("over HTTP", () => {
  test("each response shows the window, and a request beyond it is refused and recorded", async () => {
    const { sim, call, pass } = testWorld({ rateLimit: { ...limit, kind: "fixed" } });
    const seen = await call("GET", "/user");
    expect(["limit", "remaining", "reset"].map((name) => seen.headers.get(`x-ratelimit-${name}`))).toEqual([
      "3",
      "2",
      String(START / 1000 + 300),
    ]);
    sim.spendRequests(2);
    const refused = await call("GET", "/user");
    expect([refused.status, refused.body.code]).toEqual([429, 1000]);
    expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(sim.requests.at(-1)).toMatchObject({
      status: 429,
      rejectedByRateLimit: true,
      path: "/user",
      user: "lab",
    });
    pass(300);
    expect((await call("GET", "/user")).status).toBe(200);
  });

  test("users have their own windows, and a user's tokens share one unless the switch says otherwise", async () => {
    for (const [per, status] of [
      ["user", 429],
      ["token", 200],
    ] as const) {
      const { sim, call } = testWorld({
        rateLimit: { ...limit, kind: "fixed" },
        switches: { rateWindowPer: per },
      });
      sim.spendRequests(3);
      const second = sim.addUser({ username: "lab" });
      expect((await call("GET", "/user", undefined, second.token)).status).toBe(status);
      const guest = sim.addUser({ username: "guest" });
      expect((await call("GET", "/user", undefined, guest.token)).status).toBe(200);
    }
  });

  test("GET /rate_limit returns the reset as a date and as a number", async () => {
    const asDate = await testWorld().call("GET", "/rate_limit");
    expect(asDate.body).toMatchObject({
      rate: { limit: 1000, remaining: 999, reset: "2026-01-12T09:35:00Z" },
    });
    const asNumber = await testWorld({ switches: { rateLimitBody: "number" } }).call("GET", "/rate_limit");
    expect(asNumber.body).toMatchObject({ rate: { reset: START / 1000 + 300 }, instance: { limit: 25 } });
  });

  test("limits switched off refuse nothing, but headers are still sent", async () => {
    const { sim, call } = testWorld({ rateLimit: "off" });
    sim.spendRequests(100_000);
    const answer = await call("GET", "/user");
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get("x-ratelimit-remaining"))).toBeGreaterThan(1000);
  });
});
