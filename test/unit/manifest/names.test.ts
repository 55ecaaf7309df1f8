import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { file, problemsOf, read } from "./support";

/** Names that every JavaScript object has, and others. */
const builtIn = fc.constantFrom(
  ...Object.getOwnPropertyNames(Object.prototype),
  "then",
  "prototype",
  "length",
);
const name = fc
  .oneof(builtIn, fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }))
  .filter((text) => text !== "__proto__" && text !== "<<");

const entry = (location: string) =>
  `{ source: { file: ${file(1)} }, destination: { volume: lab/archive, location: ${location} } }`;
const settings = { seed: 11, numRuns: 200 };

describe("an entry may have any name", () => {
  test("in single and bulk exports, with inline items or a table", () => {
    fc.assert(
      fc.property(name, (called) => {
        const key = JSON.stringify(called);
        const list = `{ volume: lab/archive, items: [{ source: { file: ${file(2)} }, destination: { location: b } }] }`;
        const { model } = read(
          `exports:\n  ${key}: ${entry("a")}\nbulkExports:\n  ${key}: ${list}\n  "from table": { volume: lab/archive, itemsFrom: c.csv }\n`,
          {
            tables: {
              "c.csv": `file,location\n${file(3)},c\n`,
            },
          },
        );
        expect(Object.keys(model.exports)).toEqual([called]);
        expect(Object.entries(model.bulkExports).find(([each]) => each === called)?.[1].items).toHaveLength(
          1,
        );
      }),
      settings,
    );
  });

  test("but an undeclared volume isn't found among the properties of every object", () => {
    for (const called of Object.getOwnPropertyNames(Object.prototype)) {
      const text = `exports:\n  a: { source: { file: ${file(1)} }, destination: { volume: ${called}, location: a } }\n`;
      expect(problemsOf(text)[0]).toContain(`"${called}" must be a key below "volumes"`);
      const config = `exports:\n  a: ${entry(`"\${config.${called}}"`)}\n`;
      expect(problemsOf(config)[0]).toContain("the stack's configuration has no such key");
    }
  });

  test("and so may metadata and a table's other columns", () => {
    for (const called of ["constructor", "toString", "hasOwnProperty"]) {
      const select = `projectExports:\n  a: { project: lab/run7, volume: lab/archive, metadata: { ${called}: [x] } }\n`;
      expect(read(select).model.projectExports["a"]?.metadata).toEqual({ [called]: ["x"] });
      const tables = { "c.csv": `file,location,${called},__proto__\n${file(3)},c,d,e\n` };
      const list = `bulkExports:\n  a: { volume: lab/archive, itemsFrom: c.csv }\n`;
      expect(read(list, { tables }).model.bulkExports["a"]?.items).toHaveLength(1);
    }
  });
});

test.each([
  [`exports:\n  __proto__: ${entry("a")}\n`, "2:3"],
  [`volumes:\n  "__proto__": { name: abc }\n`, "2:3"],
  [`projectExports:\n  a: { project: lab/run7, metadata: { __proto__: [x] } }\n`, "2:39"],
  [`__proto__: { exports: {} }\n`, "1:1"],
])("__proto__ is rejected at its position, never skipped: %j", (text, at) => {
  expect(problemsOf(text)).toEqual([
    expect.stringMatching(new RegExp(`^exports.yaml:${at}: nothing can be called "__proto__"`)),
  ]);
});
