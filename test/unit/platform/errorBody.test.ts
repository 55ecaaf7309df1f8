import { describe, expect, test } from "vitest";
import { errorInBody } from "../../../provider/platform/errors/errorBody";
import { PlatformError } from "../../../provider/platform/errors/errors";
import { statusIn } from "../../../provider/platform/errors/statuses";
import { isDefinitelyGone } from "../../../provider/runtime/account/orGone";

test.each<[string, number | undefined]>([
  ["NOT_FOUND", 404],
  ["Not Found", 404],
  ["404", 404],
  ["HTTP 404 Not Found", 404],
  ["SERVICE_UNAVAILABLE", 503],
  ["TOO_MANY_REQUESTS", 429],
  ["error", undefined],
  ["", undefined],
])("the text %j means status %s", (text, status) => expect(statusIn(text)).toBe(status));

describe("an error in a successful response", () => {
  test.each<[unknown, object]>([
    [
      { status: 403, code: 9006, message: "no" },
      { status: 403, code: 9006 },
    ],
    [{ status: "NOT_FOUND", message: "HTTP 404 Not Found" }, { status: 404 }],
    [{ code: "9007", message: "no" }, { code: 9007 }],
  ])("is recognised: %j", (body, error) => expect(errorInBody(body)).toMatchObject(error));

  test.each([
    [{ id: "a", code: 1, message: "x" }],
    [{ items: [], message: "x", code: 1 }],
    [{ message: "hello" }],
    [{ status: 200, message: "fine" }],
    [{}],
    [[]],
    [null],
    ["text"],
  ])("isn't assumed: %j", (body) => expect(errorInBody(body)).toBeUndefined());
});

describe("a missing resource", () => {
  const refused = (details: object) =>
    isDefinitelyGone(new PlatformError({ failure: "refused", call: "x", ...details }));
  test("is recognised by its code if there is no contradicting status", () => {
    expect(refused({ code: 9008 })).toBe(true);
    expect(refused({ code: 9008, status: 404 })).toBe(true);
    expect(refused({ code: 9008, status: 503 })).toBe(false);
    expect(refused({ code: 9006 })).toBe(false);
    expect(refused({ status: 404 })).toBe(false);
  });
});
