import { readFile } from "node:fs/promises";
import { join } from "node:path";
import Ajv from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { jsonSchema, schemaText } from "../../../provider/manifest/schema/json";
import { checkout } from "../../support/project";
import { everything } from "./everything";
import { complaintsAbout, file, read } from "./support";

// Every format also has its own pattern, so the validator needn't know formats.
const validate = new Ajv({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  validateFormats: false,
}).compile(jsonSchema());
const values = (text: string): unknown => parse(text, { merge: true });
const isGoodForEditors = (text: string): boolean => validate(values(text));

function isGoodForUs(text: string, beside: Parameters<typeof read>[1] = everything): boolean {
  try {
    read(text, beside);
    return true;
  } catch {
    return false;
  }
}

test("the published schema is up to date (if not: npm run schema)", async () => {
  expect(await readFile(join(checkout, "schema/manifest.json"), "utf8")).toBe(schemaText());
});

test("the schema itself is valid in strict mode", () => {
  expect(new Ajv().validateSchema(jsonSchema())).toBe(true);
});

const entry = (text: string) => `exports: { a: ${text} }\n`;
const selected = (text: string) =>
  `projectExports: { a: { project: lab/run7, volume: lab/archive, ${text} } }\n`;
const source = `source: { file: ${file(1)} }`;
const place = "destination: { volume: lab/archive, location: a }";

describe("valid manifests pass both the schema and the reader", () => {
  test.each([
    ["everything", everything.text],
    ["nothing", "{}\n"],
    ["empty sections", "defaults:\nexports:\nvolumes:\n"],
    [
      "merge keys",
      `exports:\n  a: &a { ${source}, ${place}, copyOnly: true }\n  b: { <<: *a, destination: { volume: lab/archive, location: b } }\n`,
    ],
    [
      "a URL for an ID",
      entry(`{ source: { file: "https://cavatica.sbgenomics.com/u/lab/run7/files/${file(1)}/" }, ${place} }`),
    ],
    ["null for no encryption", entry(`{ ${source}, ${place}, properties: { sseAlgorithm: null } }`)],
    ["a doubled dollar sign", entry(`{ ${source}, destination: { volume: lab/archive, location: "$$" } }`)],
  ])("%s", (_name, text) => {
    expect(() => read(text, everything)).not.toThrow();
    expect(isGoodForEditors(text)).toBe(true);
  });
});

describe("invalid manifests fail both the schema and the reader", () => {
  test.each([
    ["a list", "[]\n"],
    ["an unknown section", "exprts: {}\n"],
    ["an unknown property", entry(`{ ${source}, ${place}, copy: true }`)],
    ["a missing property", entry(`{ ${source}, destination: { volume: lab/archive } }`)],
    ["a file that isn't an ID", entry(`{ source: { file: abc }, ${place} }`)],
    ["a number for a string", entry(`{ ${source}, destination: { volume: lab/archive, location: 7 } }`)],
    ["a string for a boolean", entry(`{ ${source}, ${place}, copyOnly: "true" }`)],
    [
      "a location that is a folder",
      entry(`{ ${source}, destination: { volume: lab/archive, location: a/ } }`),
    ],
    [
      "a location with a leading slash",
      entry(`{ ${source}, destination: { volume: lab/archive, location: /a } }`),
    ],
    ['a location with ".."', entry(`{ ${source}, destination: { volume: lab/archive, location: a/../b } }`)],
    ["a volume that isn't an ID", entry(`{ ${source}, destination: { volume: lab/arch/ive, location: a } }`)],
    ["an invalid enum value", entry(`{ ${source}, ${place}, properties: { awsStorageClass: DEEP } }`)],
    ["items and a table", "bulkExports: { a: { items: [], itemsFrom: a.tsv, volume: lab/archive } }\n"],
    ["neither items nor a table", "bulkExports: { a: { volume: lab/archive } }\n"],
    ["no items", "bulkExports: { a: { items: [], volume: lab/archive } }\n"],
    [
      "a project and a folder",
      `projectExports: { a: { project: lab/run7, parent: ${file(1)}, volume: lab/archive } }\n`,
    ],
    ["a negative size", selected("minSize: -1")],
    ["a size with a unit", selected("maxSize: 7 GB")],
    ["an invalid date", selected("createdFrom: yesterday")],
    ["a time without its zone", selected("createdBefore: 2026-01-31T08:00:00")],
    ["a selection with recursive: false", selected("recursive: false")],
    ["a volume's key with a slash", everything.text.replace("\n  archive:", "\n  a/b:")],
    ["credentials of another store", everything.text.replace("secretAccessKey:", "clientSecret:")],
    ["a reference to something else", entry(`{ ${source}, ${place}, copyOnly: "\${env.COPY}" }`)],
  ])("%s", (_name, text) => {
    expect(isGoodForEditors(text)).toBe(false);
    expect(isGoodForUs(text)).toBe(false);
  });
});

describe("problems that a schema can't express are reported by the reader alone", () => {
  test.each([
    ["an undeclared volume", entry(`{ ${source}, destination: { volume: archiv, location: a } }`)],
    ["no volume", entry(`{ ${source}, destination: { location: a } }`)],
    [
      "two items at one location",
      `bulkExports: { a: { volume: lab/archive, copyOnly: true, items: [&i { ${source}, destination: { location: a } }, *i] } }\n`,
    ],
    ["an unresolved reference", entry(`{ source: { file: "\${config.nothing}" }, ${place} }`)],
    [
      "a key without its encryption",
      entry(`{ ${source}, ${place}, properties: { sseAlgorithm: AES256, sseAwsKmsKeyId: k } }`),
    ],
  ])("%s", (_name, text) => {
    expect(isGoodForEditors(text)).toBe(true);
    expect(complaintsAbout(text, everything)).toMatch(/1 problem/);
  });
});

/** Every path in a value (its root first), and a copy with another value at one of them. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, member]) => pathsOf(member, [...path, key]))];
}

function changed(value: unknown, [key, ...rest]: string[], to: unknown): unknown {
  if (key === undefined) return to;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = changed(copy[key], rest, to);
  return copy;
}

test("the reader rejects whatever the schema rejects, wherever a valid manifest is broken", () => {
  const good = values(everything.text);
  const junk = fc.oneof(
    fc.constantFrom(
      null,
      true,
      7,
      "",
      "x",
      "/x",
      "a//b",
      "lab/archive",
      file(9),
      [],
      {},
      { x: 1 },
      ["x"],
      "a/",
      "RW",
      "${config.key}",
    ),
    fc.string(),
  );
  let bad = 0;
  fc.assert(
    fc.property(fc.constantFrom(...pathsOf(good).slice(1)), junk, (path, value) => {
      const text = stringify(changed(good, path, value));
      if (isGoodForEditors(text)) return true;
      bad += 1;
      return !isGoodForUs(text);
    }),
    { numRuns: 150 },
  );
  expect(bad).toBeGreaterThan(30);
}, 60_000);
