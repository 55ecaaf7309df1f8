import fc from "fast-check";
import { expect, test } from "vitest";
import { Bucket } from "../../../simulator/world/buckets";
import { Timeline } from "../../../simulator/world/heap";
import { OrderedIndex } from "../../../simulator/world/orderedIndex";

test("a timeline returns due entries in order of time, then of arrival", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(20), (times, now) => {
      const timeline = new Timeline<number>();
      times.forEach((at, index) => timeline.add(at, index));
      const taken: [number, number][] = [];
      for (let due = timeline.takeDue(now); due; due = timeline.takeDue(now)) taken.push([due.at, due.value]);
      const expected = times.map((at, index): [number, number] => [at, index]).filter(([at]) => at <= now);
      expect(taken).toEqual(expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
    }),
  );
});

test("an index stays sorted whatever is added and removed between reads", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(15), fc.boolean(), fc.boolean())), (steps) => {
      const index = new OrderedIndex<{ seq: number }>();
      const pool = Array.from({ length: 16 }, (_, seq) => ({ seq }));
      const model = new Set<number>();
      for (const [seq, adds, looks] of steps) {
        const member = pool[seq] ?? { seq };
        if (adds) index.add(member);
        else index.delete(member);
        if (adds) model.add(seq);
        else model.delete(seq);
        if (looks) expect(index.items().map((each) => each.seq)).toEqual([...model].sort((a, b) => a - b));
      }
      expect(index.size).toBe(model.size);
    }),
  );
});

const keys = fc.uniqueArray(fc.stringMatching(/^[ab/]{1,5}$/), { maxLength: 20 });

/** The definition of a level in its simplest form. */
function plainLevel(all: string[], prefix: string): { objects: string[]; prefixes: string[] } {
  const below = all.filter((key) => key.startsWith(prefix));
  const slash = (key: string): number => key.indexOf("/", prefix.length);
  const prefixes = below.filter((key) => slash(key) >= 0).map((key) => key.slice(0, slash(key) + 1));
  return { objects: below.filter((key) => slash(key) < 0).sort(), prefixes: [...new Set(prefixes)].sort() };
}

test("paging through a level of a bucket returns each object and prefix once", () => {
  fc.assert(
    fc.property(
      keys,
      fc.constantFrom("", "a", "a/", "b/"),
      fc.integer({ min: 1, max: 4 }),
      (all, prefix, limit) => {
        const bucket = new Bucket();
        for (const key of all) bucket.put({ key, size: 1, properties: {}, writtenAt: 0 });
        const found: { objects: string[]; prefixes: string[] } = { objects: [], prefixes: [] };
        let from: string | undefined;
        do {
          const level = bucket.level(prefix, limit, from);
          found.objects.push(...level.objects.map(({ key }) => key));
          found.prefixes.push(...level.prefixes);
          from = level.next;
        } while (from !== undefined);
        expect(found).toEqual(plainLevel(all, prefix));
      },
    ),
  );
});
