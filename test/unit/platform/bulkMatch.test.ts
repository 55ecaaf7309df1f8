import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areAlike, type BulkItem, isInOrder, matchById } from "../../../provider/platform/api/bulkMatch";
import { PlatformError } from "../../../provider/platform/errors/errors";
import { itemError } from "../../support/modelJobs";

interface Item {
  id: string;
}
const found = (id: string): BulkItem<Item> => ({ resource: { id } });
const error = (code: number, status = 404): BulkItem<Item> => ({ error: itemError(status, code) });
const match = (ids: string[], items: BulkItem<Item>[]) => {
  const { found, ...rest } = matchById(ids, items, ({ id }) => id);
  const plain = [...found].map(([id, value]) => [id, value instanceof PlatformError ? value.code : value.id]);
  return { found: Object.fromEntries(plain) as Record<string, unknown>, ...rest };
};

describe("answers of a bulk call are matched", () => {
  test("by ID, in any order", () => {
    expect(match(["a", "b", "c"], [found("c"), found("a"), found("b")])).toEqual({
      found: { a: "a", b: "b", c: "c" },
      unclear: [],
      unmentioned: [],
    });
  });

  test("by position for errors, if two found items show that the order is kept", () => {
    expect(match(["a", "b", "c", "d"], [found("a"), error(9008), error(9005), found("d")])).toEqual({
      found: { a: "a", b: 9008, c: 9005, d: "d" },
      unclear: [],
      unmentioned: [],
    });
  });

  test.each([
    [
      "the order isn't kept",
      ["a", "b", "c", "d"],
      [found("d"), error(9008), error(9005), found("a")],
      ["b", "c"],
    ],
    ["nothing shows the order", ["b", "c"], [error(9008), error(9005)], ["b", "c"]],
    [
      "a single found item may be in position by chance",
      ["a", "b", "c"],
      [found("a"), error(9008), error(9005)],
      ["b", "c"],
    ],
    ["an item is missing beside an error", ["a", "b", "c"], [found("a"), error(9008)], ["b", "c"]],
    [
      "an item is missing, though those that were found are in order",
      ["a", "b", "c", "d"],
      [found("a"), found("b"), error(9008)],
      ["c", "d"],
    ],
    ["the same code has two statuses", ["b", "c"], [error(9008), error(9008, 503)], ["b", "c"]],
  ])("to nobody if %s", (_, ids, items, unclear) => {
    expect(match(ids, items)).toMatchObject({ unclear, unmentioned: [] });
  });

  test("to all that are left, for identical errors", () => {
    expect(match(["a", "b", "c"], [error(9008), found("b"), error(9008)])).toEqual({
      found: { a: 9008, b: "b", c: 9008 },
      unclear: [],
      unmentioned: [],
    });
  });

  test("by ID in any case, and kept under the ID that was asked for", () => {
    expect(match(["aB", "cD"], [found("CD"), found("ab")])).toMatchObject({
      found: { aB: "ab", cD: "CD" },
      unmentioned: [],
    });
    expect(match(["a"], [found("a"), found("x")]).found).toEqual({ a: "a", x: "x" });
  });

  test("to the only ID, for a single answer", () => {
    expect(match(["a"], [error(9008)]).found).toEqual({ a: 9008 });
  });

  test("to nobody, for an ID that isn't mentioned, without any error", () => {
    expect(match(["a", "b"], [found("b")])).toEqual({ found: { b: "b" }, unclear: [], unmentioned: ["a"] });
  });
});

test("no answer is attributed wrongly, whatever the platform does with the order", () => {
  const truth = fc.array(fc.constantFrom("found", 9005, 9008, 9009), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(truth, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (states, random) => {
      const ids = states.map((_, i) => `id-${i}`);
      const items = states.map((state, i) => (typeof state === "number" ? error(state) : found(ids[i]!)));
      const keys = items.map(() => random.next().value as number);
      const shuffled = items.map((item, i) => ({ item, key: keys[i]! })).sort((a, b) => a.key - b.key);
      const answer = match(
        ids,
        shuffled.map(({ item }) => item),
      );
      for (const [i, state] of states.entries()) {
        const given = answer.found[ids[i]!];
        if (given === undefined) expect([...answer.unclear, ...answer.unmentioned]).toContain(ids[i]);
        else if (
          !isInOrder(
            shuffled.map(({ item }) => item),
            ids.length,
            ({ id }, at) => id === ids[at],
          )
        )
          expect(given).toBe(state === "found" ? ids[i] : state);
      }
    }),
  );
});

test("a single item is in order, even if it is an error; of several, two must be found", () => {
  const ordered = (items: BulkItem<Item>[], asked = items.length) => isInOrder(items, asked, () => true);
  expect(ordered([error(9008)])).toBe(true);
  expect(ordered([found("a"), error(9008)])).toBe(false);
  expect(ordered([found("a"), error(9008), found("c")])).toBe(true);
  expect(ordered([found("a"), found("b")], 3)).toBe(false);
});

test("errors are alike if failure, code and status are equal", () => {
  const malformed = new PlatformError({ failure: "malformed", call: "x" });
  expect(areAlike([itemError(404, 9008), itemError(404, 9008)])).toBe(true);
  expect(areAlike([itemError(404, 9008), itemError(403, 9005)])).toBe(false);
  expect(areAlike([new PlatformError({ failure: "refused", call: "x" }), malformed])).toBe(false);
});
