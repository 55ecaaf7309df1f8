import { describe, expect, it } from "vitest";
import { branchesAt } from "../../../provider/inputs/branches";
import { UNKNOWN } from "../inputs/volumeSamples";
import type { Bag } from "../../../provider/inputs/validate";
import type { Effect } from "../../../provider/runtime/diffTable";
import { INPUT_TABLES } from "../../../provider/runtime/inputTables";
import { type Sample, SAMPLES } from "./inputSamples";

function withValue(bag: Bag, path: string, value: unknown): Bag {
  const [key = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...bag, [key]: value };
  return { ...bag, [key]: withValue((bag[key] ?? {}) as Bag, rest.join("."), value) };
}

/** As the engine does it: what `check` makes of the program is compared with the outputs in state. */
function effectOf({ type, outs }: Sample, before: Bag, after: Bag): Effect {
  const first = type.check(before, {});
  const second = type.check(after, first.inputs);
  expect([...first.failures, ...second.failures]).toEqual([]);
  const { changes, replaces = [] } = type.diff("id", outs(first.inputs), second.inputs);
  if (!changes) return "none";
  return replaces.length > 0 ? "replace" : "update";
}

/** Inputs that a schema takes and that no row of the table, nor one for what holds them, speaks of. */
function unnamed(sample: Sample, rows: string[], path: string[] = []): string[] {
  const names = new Set(branchesAt(sample.schema, path, {}).flatMap(({ shape }) => Object.keys(shape)));
  return [...names].flatMap((name) => {
    const at = [...path, name];
    if (rows.includes(at.join("."))) return [];
    const isParent = rows.some((row) => row.startsWith(`${at.join(".")}.`));
    return isParent ? unnamed(sample, rows, at) : [at.join(".")];
  });
}

it("every resource with a table has its sample", () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(Object.keys(INPUT_TABLES).sort());
});

describe.each(Object.entries(SAMPLES))("%s", (name, sample) => {
  const rows = Object.entries(INPUT_TABLES[name]!);

  it("has a row for every input, and no other", () => {
    const paths = rows.map(([path]) => path);
    expect(unnamed(sample, paths)).toEqual([]);
    expect(Object.keys(sample.changes).sort()).toEqual([...paths].sort());
    for (const path of paths) {
      const holder = path.split(".").slice(0, -1);
      const names = branchesAt(sample.schema, holder, {}).flatMap(({ shape }) => Object.keys(shape));
      expect(names).toContain(path.split(".").at(-1));
    }
  });

  it("sees no change in the same program", () => {
    expect(effectOf(sample, sample.program, sample.program)).toBe("none");
  });

  it.each(rows)("%s: %s", (path, effect) => {
    const { from = sample.program, to, oneWay } = sample.changes[path]!;
    const after = withValue(from, path, to);
    expect(effectOf(sample, from, after)).toBe(effect);
    if (!oneWay) expect(effectOf(sample, after, from)).toBe(effect);
  });

  it.each(rows.filter(([path, effect]) => effect !== "none" && !path.startsWith("__")))(
    "%s that isn't known yet: changed in a preview",
    (path, effect) => {
      const { from = sample.program } = sample.changes[path]!;
      const found = effectOf(sample, from, withValue(from, path, UNKNOWN));
      expect(found === effect || found === "replace").toBe(true);
    },
  );
});
