import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchAnswers } from "../../../provider/jobs/bulkAnswers";
import { type BulkItem, isInOrder } from "../../../provider/platform/bulkMatch";
import { PlatformError } from "../../../provider/platform/errors";
import { itemError } from "../../support/modelJobs";

interface Made {
  id: string;
  file: string;
  place: string;
}

const KEYS = {
  request: (entry: string) => `${entry} ${entry}`,
  job: ({ file, place }: Made) => `${file} ${place}`,
  requestSource: (entry: string) => entry,
  jobSource: ({ file }: Made) => file,
};

const job = (file: string, place = file): BulkItem<Made> => ({
  resource: { id: `job-${file}`, file, place },
});
const error = (code: number, status = 403): BulkItem<Made> => ({ error: itemError(status, code) });

function match(entries: string[], items: BulkItem<Made>[]) {
  const { started, refused, ...rest } = matchAnswers(entries, items, KEYS);
  return {
    started: started.map(([entry, { id }]) => `${entry} ${id}`),
    refused: refused.map(([entry, { code }]) => `${entry} ${code}`),
    ...rest,
  };
}

const NOTHING = { started: [], refused: [], refusedSomehow: [], unclear: [] };

describe("jobs are recognised by what they do", () => {
  test("in any order", () => {
    const { started } = match(["a", "b", "c"], [job("c"), job("a"), job("b")]);
    expect(started).toEqual(["a job-a", "b job-b", "c job-c"]);
  });

  test("by their source, where the place comes back in another form", () => {
    const { started } = match(["a", "b"], [job("b", "prefix/b"), job("a", "prefix/a")]);
    expect(started).toEqual(["a job-a", "b job-b"]);
  });

  test("but not where a source is there twice", () => {
    const entries = ["a", "a"];
    expect(match(entries, [job("a", "x"), job("a", "y")])).toEqual({ ...NOTHING, unclear: entries });
  });

  test("a single answer is that of a single question", () => {
    expect(match(["a"], [job("other")]).started).toEqual(["a job-other"]);
  });
});

describe("errors", () => {
  test("by position, where two jobs show that the order is kept", () => {
    const answer = match(["a", "b", "c", "d"], [job("a"), error(9006), error(9007), job("d")]);
    expect(answer).toMatchObject({ refused: ["b 9006", "c 9007"], refusedSomehow: [], unclear: [] });
  });

  test("all alike: the answer of each that is left", () => {
    const answer = match(["a", "b", "c"], [error(9006), error(9006), job("a")]);
    expect(answer.refused).toEqual(["b 9006", "c 9006"]);
  });

  test.each([
    ["shuffled", ["a", "b", "c"], [error(9007), job("c"), error(9006)], ["a", "b"]],
    ["without any job to tell", ["a", "b"], [error(9007), error(9006)], ["a", "b"]],
  ])("%s and different: refused, but not known by which", (_, entries, items, refusedSomehow) => {
    expect(match(entries, items)).toMatchObject({ refused: [], refusedSomehow, unclear: [] });
  });

  test("different, and one of them may hide a job that runs: unclear", () => {
    expect(match(["a", "b"], [error(9007), error(9100, 503)])).toEqual({ ...NOTHING, unclear: ["a", "b"] });
  });

  test("fewer than what is left: unclear", () => {
    expect(match(["a", "b", "c"], [job("a"), error(9006)])).toMatchObject({
      unclear: ["b", "c"],
      refused: [],
    });
    expect(match(["a", "b"], [])).toEqual({ ...NOTHING, unclear: ["a", "b"] });
  });
});

test("everyone gets exactly one answer, and never somebody else's", () => {
  const fate = fc.constantFrom("job", "job", 9006, 9007, 503, "missing");
  const world = fc.record({
    fates: fc.array(fate, { minLength: 1, maxLength: 25 }),
    order: fc.array(fc.nat(1000), { minLength: 25, maxLength: 25 }),
    shuffled: fc.boolean(),
  });
  fc.assert(
    fc.property(world, ({ fates, order, shuffled }) => {
      const entries = fates.map((_, i) => `file-${i}`);
      const itemOf = (what: (typeof fates)[number], i: number): BulkItem<Made> =>
        what === "job" ? job(entries[i]!) : what === 503 ? error(9100, 503) : error(what as number);
      const sent = fates.map((what, i) => ({ item: itemOf(what, i), what, key: shuffled ? order[i]! : i }));
      const items = sent
        .filter(({ what }) => what !== "missing")
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item);
      const { started, refused, refusedSomehow, unclear } = matchAnswers(entries, items, KEYS);
      const answered = [
        ...started.map(([e]) => e),
        ...refused.map(([e]) => e),
        ...refusedSomehow,
        ...unclear,
      ];
      expect(answered.toSorted()).toEqual(entries.toSorted());
      const truth = new Map(entries.map((entry, i) => [entry, fates[i]]));
      for (const [entry, { file }] of started) expect(file).toBe(entry);
      const ordered = isInOrder(items, entries.length, ({ file }, i) => file === entries[i]);
      // A shuffle that leaves the jobs where they were can't be told from order.
      if (!ordered)
        for (const [entry, { code }] of refused)
          expect([code, 503]).toContain(truth.get(entry) === 503 ? 503 : truth.get(entry));
      for (const entry of refusedSomehow) expect(["job", "missing", 503]).not.toContain(truth.get(entry));
    }),
  );
});

test("what isn't promised to be refused is never taken for refused", () => {
  const lost: BulkItem<Made> = { error: new PlatformError({ failure: "malformed", call: "x" }) };
  expect(match(["a", "b", "c"], [lost, error(9006), job("c")])).toMatchObject({ unclear: ["a", "b"] });
});
