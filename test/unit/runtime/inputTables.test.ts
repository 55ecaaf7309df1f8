import { describe, expect, it } from "vitest";
import { branchesAt } from "../../../provider/inputs/unionForms";
import type { PropertyMap } from "../../../provider/inputs/propertyMap";
import {
  INPUT_SCHEMAS,
  INPUT_TABLES,
  inputRows,
  type RowEffect,
} from "../../../provider/runtime/inputTables";
import { TYPES } from "../../../provider/runtime/types";
import { UNKNOWN } from "../inputs/volumeSamples";
import { type Change, type Sample, SAMPLES } from "./inputSamples";

/** The same program with another value at a path; "*" is the first item or key. */
function withValue(value: unknown, [key, ...rest]: string[], to: unknown): unknown {
  if (key === undefined) return to;
  const holder = (value ?? {}) as PropertyMap;
  const at = key === "*" ? Object.keys(holder)[0]! : key;
  const next = { ...holder, [at]: withValue(holder[at], rest, to) };
  return Array.isArray(value) ? Object.values(next) : next;
}

const changedProgram = (sample: Sample, path: string, { from = sample.program }: Change, to: unknown) =>
  [from, withValue(from, path.split("."), to) as PropertyMap] as const;

/** As the engine does: compares the result of `check` with the outputs in state. */
function effectOf({ type, outs }: Sample, before: PropertyMap, after: PropertyMap): RowEffect {
  const first = type.check(before, {});
  const second = type.check(after, first.inputs);
  expect(first.failures).toEqual([]);
  if (second.failures.length > 0) return "refused";
  const { changes, replaces = [] } = type.diff("id", outs(first.inputs), second.inputs);
  if (!changes) return "none";
  return replaces.length > 0 ? "replace" : "update";
}

/** Inputs that a schema accepts but that neither a row of the table nor a row of their parent covers. */
function unnamed(resource: string, rows: string[], path: string[] = []): string[] {
  const branches = branchesAt(INPUT_SCHEMAS[resource]!, path, {});
  const names = new Set(branches.flatMap(({ shape }) => Object.keys(shape)));
  return [...names].flatMap((name) => {
    const at = [...path, name];
    if (rows.includes(at.join("."))) return [];
    const isParent = rows.some((row) => row.startsWith(`${at.join(".")}.`));
    return isParent ? unnamed(resource, rows, at) : [at.join(".")];
  });
}

it("every resource type has a diff table, a sample and a schema", () => {
  expect(Object.keys(INPUT_TABLES).sort()).toEqual(Object.keys(TYPES).sort());
  expect(Object.keys(SAMPLES)).toEqual(Object.keys(INPUT_TABLES));
  expect(Object.keys(INPUT_SCHEMAS)).toEqual(Object.keys(INPUT_TABLES));
});

describe.each(Object.entries(SAMPLES))("%s", (name, sample) => {
  const rows = inputRows(name);

  it("has a row for every input and no other, and each row and member is tested", () => {
    const table = Object.keys(INPUT_TABLES[name]!);
    expect(unnamed(name, table)).toEqual([]);
    expect(Object.keys(sample.changes).sort()).toEqual(rows.map(([path]) => path).sort());
    for (const path of table) {
      const holder = path.split(".").slice(0, -1);
      const names = branchesAt(INPUT_SCHEMAS[name]!, holder, {}).flatMap(({ shape }) => Object.keys(shape));
      expect(names).toContain(path.split(".").at(-1));
    }
  });

  it("sees no change in the same program", () => {
    expect(effectOf(sample, sample.program, sample.program)).toBe("none");
  });

  it.each(rows)("%s: %s", (path, effect) => {
    const change = sample.changes[path]!;
    const [before, after] = changedProgram(sample, path, change, change.to);
    expect(effectOf(sample, before, before)).toBe("none");
    expect(effectOf(sample, before, after)).toBe(effect);
    if (!change.oneWay) expect(effectOf(sample, after, before)).toBe(effect);
  });

  it.each(rows.filter(([, effect]) => effect !== "none" && effect !== "refused"))(
    "%s that is unknown: changed in a preview",
    (path, effect) => {
      const [before, after] = changedProgram(sample, path, sample.changes[path]!, UNKNOWN);
      expect([effect, "replace"]).toContain(effectOf(sample, before, after));
    },
  );

  it.each(Object.keys(INPUT_TABLES[name]!).filter((row) => row.startsWith("__")))(
    "%s, which the class adds, changes nothing",
    (row) => {
      const value = row === "__urn" ? "urn:another" : { create: "1h" };
      expect(INPUT_TABLES[name]![row]).toBe("none");
      expect(effectOf(sample, sample.program, { ...sample.program, [row]: value })).toBe("none");
    },
  );
});
