import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchAnswers } from "../../../provider/jobs/bulkAnswers";
import type { BulkItem } from "../../../provider/platform/api/bulkMatch";
import { PlatformError } from "../../../provider/platform/errors/errors";
import type { Comparer } from "../../../provider/platform/api/sameJob";
import { itemError } from "../../support/modelJobs";

interface Made {
  id: string;
  file: string;
  place: string;
}

/** Jobs show file and destination; entries are files that go to a destination with the same name. */
const COMPARER: Comparer<string, Made> = {
  key: (one) => (typeof one === "string" ? `${one} ${one}` : `${one.file} ${one.place}`),
  placeKey: (one) => (typeof one === "string" ? one : one.place),
  sourceKey: (one) => (typeof one === "string" ? one : one.file),
  agrees: (entry, made) => made.id !== "other" && COMPARER.key(entry) === COMPARER.key(made),
  closeness: () => 0,
};

const job = (file: string, place = file): BulkItem<Made> => ({
  resource: { id: `job-${file}`, file, place },
});
const error = (code: number, status = 403): BulkItem<Made> => ({ error: itemError(status, code) });
const unreadable = (): BulkItem<Made> => ({
  error: new PlatformError({ failure: "malformed", call: "x" }),
  came: true,
});

const matched = (entries: string[], items: BulkItem<Made>[]) =>
  matchAnswers(entries, items, (entry) => entry, COMPARER);

function match(entries: string[], items: BulkItem<Made>[]) {
  const { started, refused, strays, ...rest } = matched(entries, items);
  return {
    started: started.map(([entry, { id }]) => `${entry} ${id}`),
    refused: refused.map(([entry, { code }]) => `${entry} ${code}`),
    strays: strays.map(({ id }) => id),
    ...rest,
  };
}

const NOTHING = { started: [], refused: [], refusedSomehow: [], unclear: [], held: [], strays: [] };

describe("jobs are matched by their content", () => {
  test("in any order", () => {
    const { started } = match(["a", "b", "c"], [job("c"), job("a"), job("b")]);
    expect(started.toSorted()).toEqual(["a job-a", "b job-b", "c job-c"]);
  });

  test("by source if the destination comes back in another form", () => {
    const { started } = match(["a", "b"], [job("b", "prefix/b"), job("a", "prefix/a")]);
    expect(started).toEqual(["a job-a", "b job-b"]);
  });

  test("but a single answer always belongs to a single entry", () => {
    expect(match(["a"], [job("other")]).started).toEqual(["a job-other"]);
  });
});

describe("one job per entry, some not recognised", () => {
  test("are matched by position if the recognised ones are in theirs", () => {
    expect(match(["a", "b", "c"], [job("a"), job("x"), job("y")])).toEqual({
      ...NOTHING,
      started: ["a job-a", "b job-x", "c job-y"],
    });
  });

  test("are matched by position if none is recognised", () => {
    expect(match(["a", "b"], [job("x"), job("y")]).started).toEqual(["a job-x", "b job-y"]);
    expect(match(["a", "a"], [job("a", "x"), job("a", "y")]).started).toEqual(["a job-a", "a job-a"]);
  });

  test("are matched by elimination if only one is left, in any order", () => {
    expect(match(["a", "b", "c"], [job("x"), job("c"), job("b")]).started.toSorted()).toEqual([
      "a job-x",
      "b job-b",
      "c job-c",
    ]);
  });

  test("stay unmatched if several are out of order, and their entries aren't resubmitted", () => {
    expect(match(["a", "b", "c"], [job("x"), job("y"), job("a")])).toEqual({
      ...NOTHING,
      started: ["a job-a"],
      held: ["b", "c"],
      strays: ["job-x", "job-y"],
    });
  });

  test("aren't matched with an entry that they contradict", () => {
    const other = { resource: { id: "other", file: "b", place: "b" } };
    expect(match(["a", "b", "c"], [job("a"), other, job("c")])).toEqual({
      ...NOTHING,
      started: ["a job-a", "c job-c"],
      held: ["b"],
      strays: ["other"],
    });
  });
});

describe("unrecognised jobs, not one per entry", () => {
  test.each<[string, string[], BulkItem<Made>[]]>([
    ["fewer", ["a", "b"], [job("x")]],
    ["next to an error", ["a", "b"], [error(9006), job("x")]],
    ["next to identical errors", ["a", "b", "c"], [error(9006), error(9006), job("x")]],
    ["next to a transient error", ["a", "b"], [error(9000, 503), job("x")]],
    ["more jobs than entries", ["a", "b"], [job("x"), job("y"), job("z")]],
    ["an unreadable job", ["a", "b"], [error(9006), unreadable()]],
  ])("%s: no entry is resubmitted or reported as refused", (_, entries, items) => {
    expect(match(entries, items)).toMatchObject({ started: [], refused: [], unclear: [], held: entries });
  });

  test("more items than entries: the last entry isn't given the last job, which may be anybody's", () => {
    expect(match(["a", "b"], [job("b"), job("x"), error(9006)])).toEqual({
      ...NOTHING,
      started: ["b job-b"],
      held: ["a"],
      strays: ["job-x"],
    });
  });

  test("an unreadable item counts as its entry's answer if the order is kept", () => {
    expect(match(["a", "b", "c", "d"], [job("a"), unreadable(), error(9006), job("d")])).toEqual({
      ...NOTHING,
      started: ["a job-a", "d job-d"],
      refused: ["c 9006"],
      held: ["b"],
    });
  });
});

describe("errors are assigned", () => {
  test("by position if two jobs show that the order is kept", () => {
    const answer = match(["a", "b", "c", "d"], [job("a"), error(9006), error(9007), job("d")]);
    expect(answer).toMatchObject({ refused: ["b 9006", "c 9007"], refusedSomehow: [], unclear: [] });
  });

  test("to every entry that is left if they are identical", () => {
    const answer = match(["a", "b", "c"], [error(9006), error(9006), job("a")]);
    expect(answer.refused).toEqual(["b 9006", "c 9006"]);
  });

  test.each([
    ["shuffled", ["a", "b", "c"], [error(9007), job("c"), error(9006)], ["a", "b"]],
    ["without any job to compare with", ["a", "b"], [error(9007), error(9006)], ["a", "b"]],
  ])("as refusals with an unknown code if different and %s", (_, entries, items, refusedSomehow) => {
    expect(match(entries, items)).toMatchObject({ refused: [], refusedSomehow, unclear: [] });
  });

  test("as unclear if one of different errors may hide a running job", () => {
    expect(match(["a", "b"], [error(9007), error(9100, 503)])).toEqual({ ...NOTHING, unclear: ["a", "b"] });
  });

  test("as unclear if there are fewer than entries left", () => {
    expect(match(["a", "b", "c"], [job("a"), error(9006)])).toMatchObject({
      unclear: ["b", "c"],
      refused: [],
    });
    expect(match(["a", "b"], [])).toEqual({ ...NOTHING, unclear: ["a", "b"] });
  });

  test("as unclear if an item is empty, which isn't a refusal", () => {
    const silent: BulkItem<Made> = { error: new PlatformError({ failure: "malformed", call: "x" }) };
    expect(match(["a", "b", "c"], [silent, error(9006), job("c")])).toMatchObject({ unclear: ["a", "b"] });
  });
});

type Fate = "job" | "foreign" | "unreadable" | "missing" | 9006 | 9007 | 503;

test("every entry gets exactly one answer, never another's, and none is resubmitted that may be running", () => {
  const fate = fc.constantFrom<Fate>(
    "job",
    "job",
    "job",
    "foreign",
    "unreadable",
    9006,
    9007,
    503,
    "missing",
  );
  const world = fc.record({
    fates: fc.array(fate, { minLength: 1, maxLength: 25 }),
    order: fc.array(fc.nat(1000), { minLength: 25, maxLength: 25 }),
    shuffled: fc.boolean(),
  });
  const itemOf = (what: Fate, entry: string): BulkItem<Made> => {
    if (what === "job") return job(entry);
    if (what === "foreign") return { resource: { id: `job-${entry}`, file: `?${entry}`, place: "?" } };
    if (what === "unreadable") return unreadable();
    return what === 503 ? error(9000, 503) : error(what as number);
  };
  fc.assert(
    fc.property(world, ({ fates, order, shuffled }) => {
      const entries = fates.map((_, i) => `file-${i}`);
      const sent = fates.map((what, i) => ({
        item: itemOf(what, entries[i]!),
        what,
        key: shuffled ? order[i]! : i,
      }));
      const items = sent
        .filter(({ what }) => what !== "missing")
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item);
      const { started, refused, refusedSomehow, unclear, held } = matched(entries, items);
      const answered = [
        ...started.map(([entry]) => entry),
        ...refused.map(([entry]) => entry),
        ...[...refusedSomehow, ...unclear, ...held],
      ];
      expect(answered.toSorted()).toEqual(entries.toSorted());
      const truth = new Map(entries.map((entry, i) => [entry, fates[i]!]));
      for (const [entry, { id, file }] of started) if (!file.startsWith("?")) expect(id).toBe(`job-${entry}`);
      const runs = (entry: string) => ["foreign", "unreadable"].includes(String(truth.get(entry)));
      for (const entry of [...refusedSomehow, ...unclear]) expect(runs(entry)).toBe(false);
      if (shuffled) return;
      for (const [entry, { id }] of started) expect(id).toBe(`job-${entry}`);
      const isRefusal = (entry: string) => typeof truth.get(entry) === "number";
      const allThere = !fates.includes("missing");
      if (allThere) for (const [entry] of refused) expect(isRefusal(entry)).toBe(true);
    }),
    { numRuns: 400 },
  );
});
