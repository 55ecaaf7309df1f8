import fc from "fast-check";
import { expect, test } from "vitest";
import { Collector, type Entry } from "../../../provider/jobs/collector";
import { VirtualClock } from "../../support/virtualClock";

const RULES = { max: 100, quietMs: 100, longestMs: 1_000 };

/** Adds items at these intervals; returns the batches, and when each item was added and answered. */
async function play(gaps: readonly number[], flush?: (entries: Entry<number, string>[]) => Promise<void>) {
  const clock = new VirtualClock(0);
  const batches: { at: number; items: number[] }[] = [];
  const collector = new Collector<number, string>(
    clock,
    (entries) => {
      batches.push({ at: clock.now(), items: entries.map(({ item }) => item) });
      if (flush) return flush(entries);
      for (const { item, resolve } of entries) resolve(`done ${item}`);
      return Promise.resolve();
    },
    RULES,
  );
  let at = 0;
  const adds = gaps.map((gap, i) => {
    const mine = (at += gap);
    return clock
      .sleep(mine)
      .then(() => collector.add(i))
      .then(
        (answer) => ({ added: mine, answer }),
        (error: unknown) => ({ added: mine, answer: (error as Error).message }),
      );
  });
  return { batches, answers: await clock.run(Promise.all(adds)) };
}

test("every item is sent once, in order, in batches of at most a hundred, and waits at most a second", async () => {
  const gap = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1_500 }));
  await fc.assert(
    fc.asyncProperty(fc.array(gap, { maxLength: 400 }), async (gaps) => {
      const { batches, answers } = await play(gaps);
      expect(batches.flatMap(({ items }) => items)).toEqual(gaps.map((_, i) => i));
      expect(answers.map(({ answer }) => answer)).toEqual(gaps.map((_, i) => `done ${i}`));
      for (const { at, items } of batches) {
        expect(items.length).toBeLessThanOrEqual(RULES.max);
        for (const item of items) expect(at - answers[item]!.added).toBeLessThanOrEqual(RULES.longestMs);
      }
    }),
    { numRuns: 50 },
  );
});

test.each([
  ["a single item is sent after the quiet period", [0], [100]],
  ["items in quick succession are sent together", [0, 50, 50, 50], [250]],
  ["items further apart are sent separately", [0, 150], [100, 250]],
  ["a steady stream is sent every second", Array.from({ length: 60 }, () => 50), [1_050, 2_100, 3_100]],
  ["a hundred at once are sent immediately", Array.from({ length: 200 }, () => 0), [0, 0]],
])("%s", async (_, gaps, times) => {
  const { batches } = await play(gaps);
  expect(batches.map(({ at }) => at)).toEqual(times);
});

test.each([
  ["fails", () => Promise.reject(new Error("broken"))],
  [
    "throws synchronously",
    () => {
      throw new Error("broken");
    },
  ],
])("a flush that %s fails its whole batch, but not the next one", async (_, flush) => {
  let first = true;
  const { answers } = await play([0, 0, 500], (entries) => {
    if (first) {
      first = false;
      return flush();
    }
    for (const { resolve } of entries) resolve("fine");
    return Promise.resolve();
  });
  expect(answers.map(({ answer }) => answer)).toEqual(["broken", "broken", "fine"]);
});

test("an item answered before the flush failed keeps its answer, and a forgotten one is rejected", async () => {
  const { answers } = await play([0, 0], (entries) => {
    entries[0]?.resolve("mine");
    return Promise.resolve();
  });
  expect(answers.map(({ answer }) => answer)).toEqual(["mine", "no answer"]);
});
