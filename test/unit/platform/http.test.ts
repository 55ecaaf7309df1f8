import { afterEach, describe, expect, test, vi } from "vitest";
import { PlatformError } from "../../../provider/platform/errors/errors";
import { exchange, type Fetch, type HttpRequest } from "../../../provider/platform/http/http";
import { type Canned, cannedFetch, TOKEN } from "../../support/cannedClient";

const request = (more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "GET",
  url: new URL("https://platform.example/v2/files/x"),
  headers: { "X-SBG-Auth-Token": TOKEN },
  call: "GET /files/x",
  ...more,
});

const ask = (answer: Canned | Error, more?: Partial<HttpRequest>) =>
  exchange(request(more), cannedFetch([answer]).fetch);

async function failed(answer: Canned | Error): Promise<PlatformError> {
  const error: unknown = await ask(answer).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(PlatformError);
  return error as PlatformError;
}

afterEach(() => vi.restoreAllMocks());

describe("a successful response", () => {
  test.each([200, 201, 202, 203, 206])("is every 2xx with a body: %i", async (status) => {
    expect(await ask({ status, body: { id: "x" } })).toMatchObject({ status, body: { id: "x" } });
  });

  test("may have no body", async () => {
    expect(await ask({ status: 200, body: "" })).toMatchObject({ status: 200, body: undefined });
  });

  test("returns the size of its collection and the account's budget", async () => {
    const headers = {
      "X-Total-Matching-Query": "250",
      "X-RateLimit-Limit": "1000",
      "X-RateLimit-Remaining": "0",
      "X-RateLimit-Reset": "1768210200",
    };
    const { total, rate } = await ask({ headers });
    expect({ total, rate }).toEqual({
      total: 250,
      rate: { limit: 1000, remaining: 0, reset: 1_768_210_200 },
    });
  });

  test.each([
    ["absent", {}],
    ["empty", { "X-RateLimit-Remaining": "", "X-Total-Matching-Query": " " }],
    ["not numbers", { "X-RateLimit-Remaining": "many", "X-Total-Matching-Query": "NaN" }],
  ])("ignores headers that are %s", async (_, headers) => {
    const { total, rate } = await ask({ headers });
    expect([total, rate.remaining]).toEqual([undefined, undefined]);
  });
});

describe("a refusal", () => {
  test("contains everything that the platform states, and the remedy", async () => {
    const body = {
      status: 403,
      code: 9006,
      message: "Requested file cannot be exported.",
      more_info: "https://docs",
    };
    const error = await failed({ status: 403, body, headers: { "X-Request-Id": "r-7" } });
    expect(error).toMatchObject({
      failure: "refused",
      status: 403,
      code: 9006,
      platformMessage: "Requested file cannot be exported.",
      moreInfo: "https://docs",
      requestId: "r-7",
      remedy: expect.stringMatching(/^Only a file that is stored on the platform/) as string,
    });
    expect(error.message).toMatch(
      /^GET \/files\/x: 403 \(code 9006\) Requested file cannot be exported\. Only a file .* \[request r-7\]$/,
    );
  });

  test("has the response's status, whatever its body states", async () => {
    expect(await failed({ status: 404, body: { status: 200, code: 5002 } })).toMatchObject({
      status: 404,
      code: 5002,
    });
  });

  test.each([
    ["an intermediate server's HTML page", "<html>Bad Gateway</html>"],
    ["nothing", ""],
    ["a list", [1]],
    ["null", null],
    ["other members", { error: "x" }],
  ])("has its status and remedy even with %s", async (_, body) => {
    const error = await failed({ status: 502, body });
    expect(error).toMatchObject({ failure: "refused", status: 502, code: undefined, outcomeUnknown: true });
    expect(error.message).toBe(
      "GET /files/x: 502 no details were given. Run again later: a service of the platform is down.",
    );
  });

  test("contains the rate headers, which the limiter needs", async () => {
    const headers = { "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1768210200" };
    expect((await failed({ status: 429, body: { code: 1000 }, headers })).rate).toMatchObject({
      remaining: 0,
      reset: 1_768_210_200,
    });
  });

  test.each([
    ["seconds", { "Retry-After": "120" }, 120_000],
    [
      "a date, by the server's clock",
      { "Retry-After": "Mon, 12 Jan 2026 09:32:00 GMT", Date: "Mon, 12 Jan 2026 09:30:00 GMT" },
      120_000,
    ],
    [
      "a date without a server's clock to compare",
      { "Retry-After": "Mon, 12 Jan 2026 09:32:00 GMT" },
      undefined,
    ],
    ["nonsense", { "Retry-After": "soon" }, undefined],
    ["nothing", {}, undefined],
  ])("reads the requested wait from %s", async (_, headers, ms) => {
    expect((await failed({ status: 503, body: {}, headers: { ...headers } })).retryAfterMs).toBe(ms);
  });

  test("results from a redirect, so that the token reaches no other host", async () => {
    const { fetch, asked } = cannedFetch([
      { status: 302, headers: { Location: "https://elsewhere.example/" } },
    ]);
    await expect(exchange(request(), fetch)).rejects.toThrow(
      /302 the platform responded with a redirect; check the endpoint/,
    );
    expect(asked).toHaveLength(1);
  });
});

describe("an unexpected body", () => {
  test.each(["<html></html>", '{"items": [', "undefined"])(
    "is malformed, with an unknown outcome: %s",
    async (body) => {
      const error = await failed({ body, headers: { "X-Request-Id": "r-8" } });
      expect(error).toMatchObject({
        failure: "malformed",
        status: 200,
        requestId: "r-8",
        outcomeUnknown: true,
      });
      expect(error.message).toContain(`the response isn't JSON: ${JSON.stringify(body)}`);
    },
  );

  test("is shown in part", async () => {
    expect((await failed({ body: "x".repeat(5000) })).message.length).toBeLessThan(200);
  });
});

describe("the token", () => {
  const echo = `you sent X-SBG-Auth-Token: ${TOKEN}`;
  test.each<[string, Canned | Error]>([
    [
      "a refusal that repeats it",
      { status: 400, body: { message: echo, more_info: `https://x/?t=${TOKEN}` } },
    ],
    ["an HTML page that repeats it", { body: `<pre>${TOKEN}</pre>` }],
    ["no connection", new Error("connect ECONNREFUSED 127.0.0.1:1")],
  ])("appears in no error: %s", async (_, answer) => {
    const error = await failed(answer);
    expect(JSON.stringify([error.message, error.stack, { ...error }])).not.toContain(TOKEN);
  });

  test("is sent in its header only", async () => {
    const { fetch, asked } = cannedFetch([{}]);
    await exchange(request({ method: "POST", body: { a: 1 } }), fetch);
    const [{ url, body, headers }] = asked as [(typeof asked)[0]];
    expect(url.href + JSON.stringify(body)).not.toContain(TOKEN);
    expect(headers["X-SBG-Auth-Token"]).toBe(TOKEN);
  });
});

describe("an abort by the caller", () => {
  const hanging: Fetch = (_, { signal }) =>
    new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))));

  test("ends the attempt with the caller's reason, not as a platform error", async () => {
    const caller = new AbortController();
    const reason = new Error("enough");
    const asked = exchange(request({ signal: caller.signal }), hanging);
    caller.abort(reason);
    await expect(asked).rejects.toBe(reason);
  });

  test("is distinguished from the attempt's own timeout", async () => {
    const asked = exchange(request({ signal: new AbortController().signal }), hanging, 20);
    await expect(asked).rejects.toMatchObject({ failure: "timeout", outcomeUnknown: true });
    await expect(exchange(request(), hanging, 20)).rejects.toThrow(
      "GET /files/x: no complete response from platform.example within 0.02 s.",
    );
  });
});
