import { describe, expect, test } from "vitest";
import { callOf, CONTRACT, deviations, type Exchange } from "./check";

const start: Exchange = {
  method: "POST",
  path: "/storage/exports?copy_only=true",
  body: {
    source: { file: "f" },
    destination: { volume: "lab/archive", location: "a.bam" },
    overwrite: false,
  },
  status: 200,
  answer: { href: "https://platform.example/v2/storage/exports/j", id: "j", state: "PENDING" },
};

test("a call that matches its description has no deviations", () => expect(deviations(start)).toEqual([]));

describe("deviations name the call, the member and the page", () => {
  test.each<[string, Partial<Exchange>, string]>([
    ["an unknown call", { path: "/storage/export" }, "POST /storage/export: no such call (no page)"],
    ["a misspelled parameter", { path: "/storage/exports?copyOnly=true" }, "query has copyOnly"],
    [
      "a misspelled member",
      { body: { ...(start.body as object), over_write: true } },
      'body: Unrecognized key: "over_write"',
    ],
    ["a missing member", { body: { source: { file: "f" } } }, "body at destination: Invalid input"],
    [
      "a wrong type",
      { body: { ...(start.body as object), overwrite: "yes" } },
      "body at overwrite: Invalid input",
    ],
    [
      "an answer's unknown member",
      { answer: { ...(start.answer as object), extra: 1 } },
      'answer: Unrecognized key: "extra"',
    ],
    ["an unknown state", { answer: { ...(start.answer as object), state: "DONE" } }, "answer at state"],
    [
      "a refusal that isn't an error object",
      { status: 403, answer: { error: "no" } },
      'answer: Unrecognized key: "error"',
    ],
  ])("%s", (_, change, text) => {
    const [first, ...more] = deviations({ ...start, ...change });
    expect(first).toContain(text);
    expect(more).toEqual([]);
    if (!text.includes("no such call"))
      expect(first).toMatch(/\(https:\/\/docs\.sevenbridges\.com\/reference\/\S+\)$/);
  });

  test("a body is a deviation where none is expected", () => {
    const exchange = { method: "GET", path: "/user", body: {}, status: 403, answer: { status: 403 } };
    expect(deviations(exchange)).toEqual([expect.stringContaining("a body is sent")]);
  });
});

test("a volume's ID is two path segments, a member's or a job's is one", () => {
  const path = (exchange: string) => {
    const [method = "", path = ""] = exchange.split(" ");
    return callOf({ method, path })?.path;
  };
  expect(path("GET /storage/volumes/lab/archive")).toBe("/storage/volumes/{volume}");
  expect(path("GET /storage/volumes/lab/archive/list?prefix=a")).toBe("/storage/volumes/{volume}/list");
  expect(path("DELETE /storage/volumes/lab/archive/members/guest")).toBe(
    "/storage/volumes/{volume}/members/{member}",
  );
  expect(path("GET /storage/volumes/lab")).toBeUndefined();
});

test("each call is described once, with its page", () => {
  const calls = CONTRACT.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(calls).size).toBe(calls.length);
  for (const { page } of CONTRACT) expect(page).toMatch(/^https:\/\/[\w.-]+\/reference\/[\w-]+$/);
});
