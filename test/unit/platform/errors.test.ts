import { describe, expect, test } from "vitest";
import {
  errorInfoSchema,
  explain,
  PlatformError,
  type PlatformErrorDetails,
  stated,
} from "../../../provider/platform/errors/errors";

const error = (more: Partial<PlatformErrorDetails>) =>
  new PlatformError({ failure: "refused", call: "GET /files/x", ...more });

type Verdict = "isTransient" | "outcomeUnknown" | "isRefusedForNow" | "isNotFound" | "isUnauthorized";
const VERDICTS: Verdict[] = [
  "isTransient",
  "outcomeUnknown",
  "isRefusedForNow",
  "isNotFound",
  "isUnauthorized",
];

describe("classification of errors", () => {
  test.each<[string, Partial<PlatformErrorDetails>, Verdict[]]>([
    ["no response", { failure: "network" }, ["isTransient", "outcomeUnknown"]],
    ["no response in time", { failure: "timeout" }, ["isTransient", "outcomeUnknown"]],
    ["an unexpected response", { failure: "malformed", status: 200 }, ["isTransient", "outcomeUnknown"]],
    [
      "an unexpected 404 isn't definite",
      { failure: "malformed", status: 404 },
      ["isTransient", "outcomeUnknown"],
    ],
    ["500", { status: 500, code: 90004 }, ["isTransient", "outcomeUnknown"]],
    ["502 without a body", { status: 502 }, ["isTransient", "outcomeUnknown"]],
    ["503 from a service", { status: 503, code: 9100 }, ["isTransient", "outcomeUnknown"]],
    ["503 without a code", { status: 503 }, ["isTransient", "outcomeUnknown"]],
    ["maintenance", { status: 503, code: 0 }, ["isTransient", "isRefusedForNow"]],
    ["the rate limit", { status: 429, code: 1000 }, ["isTransient", "isRefusedForNow"]],
    ["429 without a code", { status: 429 }, ["isTransient", "isRefusedForNow"]],
    ["the rate limit under another status", { status: 403, code: 1000 }, ["isTransient", "isRefusedForNow"]],
    ["the import service's own limit", { status: 429, code: 10371 }, ["isTransient", "isRefusedForNow"]],
    ["a change under way", { status: 503, code: 13004 }, ["isTransient", "outcomeUnknown"]],
    [
      "a change under way under another status",
      { status: 409, code: 13004 },
      ["isTransient", "outcomeUnknown"],
    ],
    ["a platform failure", { status: 503, code: 90004 }, ["isTransient", "outcomeUnknown"]],
    ["a request that couldn't be decoded", { status: 500, code: 90009 }, ["isTransient", "outcomeUnknown"]],
    ["a file on an inactive volume", { status: 409, code: 5034 }, []],
    ["an inactive volume", { status: 409, code: 9069 }, []],
    ["a missing bucket", { status: 404, code: 9200 }, ["isNotFound"]],
    ["a missing project, documented as a 400", { status: 400, code: 9012 }, []],
    ["a missing job in a bulk item without a status", { code: 9008 }, ["isNotFound"]],
    ["an expired token without a status", { code: 90001 }, ["isUnauthorized"]],
    ["an unavailable service without a status", { code: 9100 }, ["isTransient", "outcomeUnknown"]],
    ["the status, ahead of the code", { status: 503, code: 9008 }, ["isTransient", "outcomeUnknown"]],
    ["404", { status: 404, code: 5002 }, ["isNotFound"]],
    ["401", { status: 401, code: 90001 }, ["isUnauthorized"]],
    ["403", { status: 403, code: 9006 }, []],
    ["400", { status: 400, code: 9011 }, []],
    ["409", { status: 409, code: 9107 }, []],
    ["a refusal without a status, as in a bulk item", { code: 9006 }, []],
    ["code 0 without a status", { code: 0 }, []],
  ])("%s", (_, details, expected) => {
    const found = error(details);
    expect(VERDICTS.filter((verdict) => found[verdict])).toEqual(expected);
  });
});

describe("an error's message", () => {
  test.each([
    [{ status: 403, code: 9006, message: "Can't be exported." }, "403 (code 9006) Can't be exported."],
    [{ status: 403, code: 9006, message: "Can't be exported" }, "403 (code 9006) Can't be exported."],
    [{ status: 503, code: 0, message: "Down!" }, "503 (code 0) Down!"],
    [{ message: " two\n lines " }, "two lines."],
    [{ status: 404 }, "404 the platform gave no reason."],
    [{}, "the platform gave no reason."],
  ])("%j", (info, text) => expect(stated(info)).toBe(text));

  test("contains the call, the platform's message, the remedy and the request ID for support", () => {
    const { message } = error({ status: 404, code: 9008, message: "No job", requestId: "r-1" });
    expect(message).toBe(
      "GET /files/x: 404 (code 9008) No job. Use the token that started the job: only its user can see it. " +
        "[request r-1]",
    );
  });

  test.each([
    ["POST /bulk/storage/imports/create", /documents this code for exports only/],
    ["GET /storage/imports/abc", /documents this code for exports only/],
    ["POST /bulk/storage/exports/create", /stored on the platform can be exported/],
  ])("and the remedy are those of %s", (call, words) => {
    const refusal = error({ call, status: 403, code: 9006 });
    expect(refusal.message).toMatch(words);
    expect(refusal.remedy).toMatch(words);
  });

  test("contains nothing more if nothing more is known", () => {
    expect(explain({ message: "Odd", code: 4711 })).toBe("(code 4711) Odd.");
    expect(error({ failure: "network", message: "gone" }).message).toBe("GET /files/x: gone.");
  });
});

test("the platform's messages are stripped of control characters and truncated", () => {
  const message = "\u001b[31m\r\n\u202ered" + "x".repeat(1e4);
  expect(errorInfoSchema.parse({ message }).message).toMatch(/^ \[31m redx{1900,1990}$/);
});

describe("the status of an error object", () => {
  test.each([
    [404, 9008, 404],
    ["404", 9008, 404],
    ["NOT_FOUND", 9008, 404],
    ["NOT_FOUND", undefined, 404],
    ["Not Found", undefined, 404],
    ["SERVICE_UNAVAILABLE", 9008, 503],
    ["INTERNAL_SERVER_ERROR", undefined, 500],
    ["TOO_MANY_REQUESTS", undefined, 429],
    ["ERROR", 9008, 404],
    ["ERROR", 0, undefined],
    ["ERROR", 4711, undefined],
    ["", undefined, undefined],
    [null, 9008, undefined],
    [undefined, 9008, undefined],
    [{}, 9008, undefined],
  ])("%j with code %s is %s", (status, code, expected) => {
    expect(errorInfoSchema.parse({ status, code }).status).toBe(expected);
  });

  test("is read from text in a bulk item that reports a missing job", () => {
    const { status, code, message } = errorInfoSchema.parse({ status: "NOT_FOUND", code: 9008 });
    expect(error({ status, code, message })).toMatchObject({ isNotFound: true, isTransient: false });
  });
});

test("the import service's own limit doesn't delay other calls", () => {
  expect(error({ status: 429, code: 10371 }).isRateLimit).toBe(false);
  expect(error({ status: 429, code: 1000 }).isRateLimit).toBe(true);
  expect(error({ status: 429 }).isRateLimit).toBe(true);
});
