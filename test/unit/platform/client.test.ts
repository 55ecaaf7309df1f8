import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Call } from "../../../provider/platform/http/client";
import { segment } from "../../../provider/platform/http/path";
import { VERSION } from "../../../provider/platform/http/version";
import { type Canned, cannedClient, TOKEN } from "../../support/cannedClient";
import "../../support/retryLoaded";

const answer = z.looseObject({ id: z.string() });
const OK: Canned = { status: 200, body: { id: "x" } };
const refused = (status: number, code?: number, headers = {}): Canned => ({
  status,
  body: { code },
  headers,
});

function call(answers: (Canned | Error)[], more: Partial<Call<typeof answer>> = {}, withinMs?: number) {
  const { client, asked, clock } = cannedClient(answers, withinMs === undefined ? {} : { withinMs });
  return { asked, clock, done: clock.run(client.call({ path: "/files/x", answer, ...more })) };
}

describe("a call", () => {
  test("sends its headers, and the token nowhere else", async () => {
    const { asked, done } = call([OK], { method: "POST", body: { a: 1 }, query: { fields: "_all" } });
    expect(await done).toEqual({ id: "x" });
    const [{ url, method, headers, body }] = asked as [(typeof asked)[0]];
    expect([url.href, method, body]).toEqual([
      "https://platform.example/v2/files/x?fields=_all",
      "POST",
      { a: 1 },
    ]);
    const { "X-SBG-Auth-Token": token, ...others } = headers;
    expect(token).toBe(TOKEN);
    expect(others).toEqual({
      Accept: "application/json",
      "Content-Type": "application/json",
      "User-Agent": expect.stringContaining(`pulumi-cavatica/${VERSION} (node `) as string,
    });
    expect(JSON.stringify([url, others, body])).not.toContain(TOKEN);
  });

  test("omits the content type without a body, and requests advance access where needed", async () => {
    const { asked, done } = call([OK], { advanceAccess: true });
    await done;
    expect(asked[0]?.headers).not.toHaveProperty("Content-Type");
    expect(asked[0]?.headers).toMatchObject({ "X-SBG-Advance-Access": "advance" });
  });

  test("repeats a query parameter for each value of a list, and omits undefined ones", async () => {
    const { asked, done } = call([OK], {
      query: { state: ["A", "B"], volume: undefined, limit: 5, all: false },
    });
    await done;
    expect(asked[0]?.url.search).toBe("?state=A&state=B&limit=5&all=false");
  });

  test("escapes the parts of its path", () => {
    expect(segment("lab/a b?#%")).toBe("lab/a%20b%3F%23%25");
  });

  test.each(["..", ".", "", "lab/..", "a/./b"])("rejects %j, which would lead to another URL", (text) => {
    expect(() => segment(text)).toThrow(/can't be part of an address/);
  });
});

describe("retries", () => {
  test("repeat a GET after a lost connection and a server error", async () => {
    const { asked, done } = call([new Error("ECONNRESET"), refused(502), OK]);
    await done;
    expect(asked).toHaveLength(3);
  });

  test.each([
    ["POST", {}, 1],
    ["POST", { idempotent: true }, 2],
    ["PATCH", {}, 2],
    ["DELETE", {}, 2],
    ["DELETE", { idempotent: false }, 1],
  ] as const)("%s %j: %i requests", async (method, more, requests) => {
    const { asked, done } = call([refused(500), OK], { method, ...more });
    await done.catch(() => undefined);
    expect(asked).toHaveLength(requests);
  });

  test("repeat a response of another shape than expected", async () => {
    const { asked, done } = call([{ status: 200, body: { name: "no id" } }, OK]);
    expect(await done).toEqual({ id: "x" });
    expect(asked).toHaveLength(2);
  });

  test("end with an error that says what was wrong, and where", async () => {
    const { done } = call([{ status: 200, body: { id: 7 } }], {}, 0);
    await expect(done).rejects.toMatchObject({
      failure: "malformed",
      message: expect.stringMatching(/^GET \/files\/x: 200 unexpected response \(id\): /) as string,
    });
  });

  test("wait after a 429 for the reset that the refusal states", async () => {
    const { clock, done, asked } = call([
      refused(429, 1000, {
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": String(Date.parse("2026-01-12T09:32:00Z") / 1000),
      }),
      OK,
    ]);
    await done;
    expect(asked).toHaveLength(2);
    expect(new Date(clock.now()).toISOString()).toBe("2026-01-12T09:32:01.000Z");
  });

  test("follow soon after the import service's own limit, even if not idempotent, and delay no other call", async () => {
    const headers = { "X-RateLimit-Remaining": "900" };
    const { clock, done, asked } = call([refused(429, 10371, headers), refused(429, 10371, headers), OK], {
      method: "POST",
    });
    const began = clock.now();
    await done;
    expect(asked).toHaveLength(3);
    expect(clock.now() - began).toBeLessThanOrEqual(500 + 1_000);
  });

  test("don't repeat a submission refused for a change under way, whose outcome is unknown", async () => {
    const { done, asked } = call([refused(503, 13004), OK], { method: "POST" });
    await expect(done).rejects.toMatchObject({ code: 13004, outcomeUnknown: true });
    expect(asked).toHaveLength(1);
  });

  test("are bounded for the operation as a whole", async () => {
    const { clock, done, asked } = call(Array<Canned>(30).fill(refused(503, 0)), {}, 5 * 60_000);
    const began = clock.now();
    await expect(done).rejects.toMatchObject({ isMaintenance: true });
    expect(asked).toHaveLength(6);
    expect(clock.now() - began).toBe(5 * 60_000);
    await expect(done).rejects.toThrow(
      /Wait until the maintenance is over and run again\. Given up after 5m\.$/,
    );
  });

  test("end after two minutes if there never was a connection, and after fifteen if it was lost", async () => {
    const gone = Array<Error>(100).fill(new Error("getaddrinfo ENOTFOUND platform.example"));
    const never = cannedClient(gone);
    const call = { path: "/files/x", answer };
    await expect(never.clock.run(never.client.call(call))).rejects.toThrow(
      /ENOTFOUND.*Given up after 1m \d+s\.$/,
    );
    const lost = cannedClient([refused(404), ...gone]);
    await lost.clock.run(lost.client.call(call)).catch(() => undefined);
    await expect(lost.clock.run(lost.client.within(3_600_000).call(call))).rejects.toThrow(
      /Given up after 14m \d+s\.$/,
    );
  });

  test("share one bound between the operations of one timeout", async () => {
    const { client, asked, clock } = cannedClient(Array<Canned>(30).fill(refused(503, 0)));
    const bounded = client.within(150_000);
    const ask = () => clock.run(bounded.call({ path: "/files/x", answer }).catch(() => undefined));
    const counts: number[] = [];
    for (let i = 0; i < 3; i++) {
      await ask();
      counts.push(asked.length);
    }
    // One at 0, 60 and 120 s; then one each without a delay, since no time is left for one.
    expect(counts).toEqual([3, 4, 5]);
    expect([bounded.timeLeft, client.timeLeft]).toEqual([30_000, Infinity]);
  });
});
