import { describe, expect, test } from "vitest";
import { recognised } from "../../../provider/jobs/recognised";
import type { Comparer } from "../../../provider/platform/api/sameJob";

/** Written "file>place"; in capitals it means the same, but isn't spelled the same. */
interface Spelled {
  name: string;
  text: string;
}

const sourceOf = ({ text }: Spelled) => text.split(">")[0]!.toLowerCase();
const comparer: Comparer<Spelled, Spelled> = {
  key: ({ text }) => text.toLowerCase(),
  placeKey: ({ text }) => text.split(">")[1]!,
  sourceKey: sourceOf,
  agrees: (request, job) => request.text.toLowerCase() === job.text.toLowerCase(),
  closeness: (request, job) => Number(request.text === job.text),
};

const named = (letter: string) => (text: string, i: number) => ({ name: `${letter}${i}`, text });

/** Pairs such as "e0 j1", for entries and jobs in these orders. */
function pairs(entries: readonly string[], jobs: readonly string[]): string[] {
  const found = recognised(entries.map(named("e")), jobs.map(named("j")), (entry) => entry, comparer);
  return [...found].map(([entry, job]) => `${entry.name} ${job.name}`).toSorted();
}

describe("jobs are given to entries", () => {
  test("by source and destination, in any order", () => {
    expect(pairs(["a>p", "a>q", "b>p"], ["b>p", "a>q", "a>p"])).toEqual(["e0 j2", "e1 j1", "e2 j0"]);
  });

  test("that are spelled the same, if several agree", () => {
    expect(pairs(["A>P", "a>p"], ["a>p", "A>P"])).toEqual(["e0 j1", "e1 j0"]);
    expect(pairs(["a>p", "A>P"], ["A>P", "a>p"])).toEqual(["e0 j1", "e1 j0"]);
  });

  test("at the same position, if several agree just as well", () => {
    expect(pairs(["a>p", "a>p"], ["other>x", "a>p"])).toEqual(["e1 j1"]);
    expect(pairs(["a>p", "a>p", "b>q"], ["b>q", "a>p", "more>x"])).toEqual(["e1 j1", "e2 j0"]);
  });

  test("once each, and one each", () => {
    expect(pairs(["a>p", "a>p"], ["a>p"])).toEqual(["e0 j0"]);
    expect(pairs(["a>p"], ["a>p", "a>p"])).toEqual(["e0 j0"]);
  });

  test("without a comparison, if there is one of each", () => {
    expect(pairs(["a>p"], ["other>x"])).toEqual(["e0 j0"]);
  });
});

describe("jobs whose destination has another form", () => {
  test("are given to the only entry that is left with their source", () => {
    expect(pairs(["a>p", "a>q"], ["a>p", "a>prefix/q"])).toEqual(["e0 j0", "e1 j1"]);
  });

  test("are given to nobody if several entries or several jobs have that source", () => {
    expect(pairs(["a>p", "a>q", "b>p"], ["b>p", "a>prefix/q"])).toEqual(["e2 j0"]);
    expect(pairs(["a>p", "b>p"], ["b>p", "a>prefix/q", "a>prefix/p"])).toEqual(["e1 j0"]);
  });
});
