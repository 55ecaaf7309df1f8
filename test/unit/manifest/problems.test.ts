import { describe, expect, test } from "vitest";
import { complaintsAbout, file, problemsOf, read } from "./support";

test("all problems are reported at once, with location, line and carets", () => {
  const text = `defaults: { volume: archive }
exports:
  one: { source: { file: abc }, destination: { loction: /a.cram } }
`;
  expect(complaintsAbout(text)).toBe(
    `exports.yaml: 4 problems; nothing was declared.

exports.yaml:1:21: defaults.volume: "archive" must be a key below "volumes" (there are none) or a volume's id "owner/name"
    1 | defaults: { volume: archive }
                            ^^^^^^^

exports.yaml:3:26: exports.one.source.file: "abc" must be a file's id (24 hexadecimal characters) or its web address
    3 |   one: { source: { file: abc }, destination: { loction: /a.cram } }
                                 ^^^

exports.yaml:3:33: exports.one.destination.location: is missing; must be a string
    3 |   one: { source: { file: abc }, destination: { loction: /a.cram } }
                                        ^^^^^^^^^^^

exports.yaml:3:48: exports.one.destination.loction: there is no such property; did you mean "location"? Allowed: volume, location
    3 |   one: { source: { file: abc }, destination: { loction: /a.cram } }
                                                       ^^^^^^^`,
  );
});

const entry = (more: string) => `exports:\n  a:\n    source: { file: ${file(1)} }\n${more}`;
const place = "    destination: { volume: lab/archive, location: a.cram }\n";

describe("each kind of problem is reported", () => {
  test.each([
    ["not a map", "- a\n", 'exports.yaml:1:1: the manifest: ["a"] must be an object'],
    ["a section that is a list", "exports: []\n", "exports.yaml:1:10: exports: [] must be an object"],
    [
      "an unknown section",
      "export: {}\n",
      'exports.yaml:1:1: export: there is no such property; did you mean "exports"?',
    ],
    ["an empty entry", "exports:\n  a:\n", "exports.yaml:2:3: exports.a: null must be an object"],
    [
      "a wrong type",
      `${entry(place)}    copyOnly: yes\n`,
      'exports.yaml:5:15: exports.a.copyOnly: "yes" must be true or false',
    ],
    [
      "an invalid enum value",
      `${entry(place)}    properties: { sseAlgorithm: AES }\n`,
      'exports.yaml:5:33: exports.a.properties.sseAlgorithm: "AES" must be one of: "AES256", "aws:kms"',
    ],
    [
      "no volume at all",
      entry("    destination: { location: a.cram }\n"),
      "exports.yaml:3:5: this export has no volume; give it here, or as defaults.volume for all",
    ],
    [
      "an invalid location",
      entry("    destination: { volume: lab/archive, location: a//b }\n"),
      'exports.yaml:4:51: exports.a.destination.location: "a//b" must not contain "//"',
    ],
    [
      "an invalid prefix",
      `defaults: { prefix: /run7 }\n${entry(place)}`,
      'exports.yaml:1:21: defaults.prefix: "/run7" must not start with "/": it is relative to the volume\'s prefix',
    ],
    [
      "prefix and location together",
      `defaults: { prefix: run7/ }\n${entry(`    destination: { volume: lab/archive, location: ${"x".repeat(1020)} }\n`)}`,
      "is 1025 bytes long; at most 1024 bytes are allowed",
    ],
    [
      "a fraction of a byte",
      "projectExports: { a: { project: lab/run7, volume: lab/archive, minSize: 1.5 } }\n",
      "exports.yaml:1:73: projectExports.a.minSize: 1.5 must be a whole number",
    ],
    [
      "an invalid date",
      "projectExports: { a: { project: lab/run7, volume: lab/archive, createdFrom: 2026-02-30 } }\n",
      'projectExports.a.createdFrom: "2026-02-30" must be a date, such as "2026-01-31", or a time with its zone',
    ],
    [
      "a number for a string",
      `exports:\n  a:\n    source: { file: 650000000000000000000001 }\n${place}`,
      "exports.yaml:3:21: exports.a.source.file: 6.5e+23 must be a string",
    ],
  ])("%s", (_name, text, expected) => {
    const problems = problemsOf(text);
    expect(problems[0]?.replace(/\n[^]*/, "")).toContain(expected);
    expect(problems).toHaveLength(1);
  });

  test("with a hint if YAML reads something else than was meant", () => {
    const [number, flag] = problemsOf(
      `${entry(place)}    properties: { sseAwsKmsKeyId: 1e3 }\n    overwrite: yes\n`,
    );
    expect(number).toMatch(/\n {4}YAML doesn't read this as a string: write "1e3", in quotes$/);
    expect(flag).toMatch(/\n {4}in YAML 1.2 only true and false are booleans$/);
  });

  test("once for a wrong default, not once per export", () => {
    const many = [1, 2, 3].map(
      (n) => `  e${n}: { source: { file: ${file(n)} }, destination: { location: ${n} } }`,
    );
    const text = `defaults: { volume: 7 }\nexports:\n${many.join("\n").replaceAll(/location: (\d)/g, "location: x$1")}\n`;
    expect(problemsOf(text)).toEqual([expect.stringContaining("defaults.volume: 7 must be a string")]);
  });

  test("up to fifty, and the others are counted", () => {
    const many = Array.from(
      { length: 60 },
      (_, i) => `  e${i}: { source: { file: x } , destination: { volume: lab/archive, location: l${i} } }`,
    );
    const problems = problemsOf(`exports:\n${many.join("\n")}\n`);
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toBe("and 10 more");
  });
});

describe("items of one resource", () => {
  const item = (n: number, location: string, more = "") =>
    `      - { source: { file: ${file(n)} }, destination: { location: ${location} }${more} }\n`;
  const text = `bulkExports:\n  c:\n    volume: lab/archive\n    items:\n${item(1, "a")}${item(2, "a")}${item(1, "b")}`;

  test("conflict at one location, or if one file is moved twice", () => {
    expect(problemsOf(text).map((problem) => problem.split("\n")[0])).toEqual([
      "exports.yaml:6:80: lab/archive/a has the same destination as the item at exports.yaml:5:80",
      `exports.yaml:7:27: ${file(1)} is already moved by the item at exports.yaml:5:27`,
    ]);
  });

  test("may copy one file to several locations", () => {
    expect(problemsOf(text.replace("volume:", "copyOnly: true\n    volume:"))).toHaveLength(1);
  });

  test("are compared with other resources' items only by the preflight", () => {
    const two = `defaults: { volume: lab/archive }\nexports:\n  a: &a { source: { file: ${file(1)} }, destination: { location: a } }\n  b: *a\n`;
    expect(() => read(two)).not.toThrow();
  });
});

test("long lines are shortened around the position, and tabs keep the carets aligned", () => {
  const filler = `"${"k".repeat(200)}"`;
  const [problem = ""] = problemsOf(`{ defaults: { prefix: ${filler}, volume: 1 } }\n`);
  const [, line = "", carets = ""] = problem.split("\n");
  expect(line.length).toBeLessThan(120);
  expect(line[carets.indexOf("^")]).toBe("1");
  expect(problemsOf("exports:\t{ a: 1 }\n")[0]).toContain(
    "    1 | exports:\t{ a: 1 }\n                \t     ^",
  );
});
