import { describe, expect, test } from "vitest";
import { file, problemsOf, read } from "./support";

describe("anchors and merge keys", () => {
  const text = `
defaults: &usual { volume: lab/archive, prefix: run7/ }
exports:
  a: &a
    source: { file: ${file(1)} }
    destination: &place { volume: lab/archive, location: a.cram }
    copyOnly: true
  b:
    <<: *a
    destination: { <<: *place, location: b.cram }
  c:
    <<: [{ copyOnly: false }, *a]
    destination: { location: c.cram, <<: [*place, *usual] }
`;

  test("are resolved, and an entry's own keys take precedence", () => {
    const { exports } = read(text.replace(", *usual", "")).model;
    expect(exports).toMatchObject({
      a: { destination: { location: "run7/a.cram" }, copyOnly: true },
      b: { source: { file: file(1) }, destination: { volume: "lab/archive", location: "run7/b.cram" } },
      c: { destination: { volume: "lab/archive", location: "run7/c.cram" }, copyOnly: false },
    });
  });

  test("are reported where they are written if their content is invalid", () => {
    expect(problemsOf(text).map((problem) => problem.split("\n")[0])).toEqual([
      "exports.yaml:2:41: exports.c.destination.prefix: there is no such property. Allowed: volume, location",
    ]);
    const wrong = text.replace(file(1), "65a1").replace(", *usual", "");
    const places = problemsOf(wrong).map((problem) => /^(\S+): (\S+):/.exec(problem)?.slice(1));
    expect(places).toEqual(
      ["a", "b", "c"].map((name) => ["exports.yaml:5:21", `exports.${name}.source.file`]),
    );
  });

  test("are reported if the anchor doesn't exist", () => {
    expect(problemsOf("exports:\n  a: *nowhere\n")).toEqual([
      'exports.yaml:2:6: there is no anchor "&nowhere" above this\n    2 |   a: *nowhere\n             ^^^^^^^^',
    ]);
  });

  test("are reported if something other than a map is merged", () => {
    expect(problemsOf("exports:\n  <<: text\n")[0]).toMatch(
      /^exports.yaml:2:7: only maps can be merged by "<<"/,
    );
  });

  test("are rejected if aliases expand without end", () => {
    const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 9; i++)
      bomb.push(
        `${"abcdefghi"[i]}: &${"abcdefghi"[i]} [${Array(10)
          .fill(`*${"abcdefghi"[i - 1]}`)
          .join(", ")}]`,
      );
    expect(problemsOf(`${bomb.join("\n")}\n`)[0]).toMatch(/aliases/);
  });
});

describe("invalid YAML", () => {
  test("is reported with every other problem if a key is duplicated", () => {
    const text = `exports:\n  a: { source: { file: x } }\n  "a": {}\ndefaults: {}\ndefaults: { volum: x }\n`;
    expect(problemsOf(text).map((problem) => problem.split("\n")[0])).toEqual([
      'exports.yaml:3:3: duplicate key "a"',
      "exports.yaml:3:3: exports.a.source: is missing; must be an object",
      "exports.yaml:3:3: exports.a.destination: is missing; must be an object",
      "exports.yaml:5:1: duplicate key defaults",
      'exports.yaml:5:13: defaults.volum: there is no such property; did you mean "volume"? Allowed: volume, prefix, properties, overwrite, copyOnly, verify',
    ]);
  });

  test.each([
    ["exports:\n\ta: 1\n", "exports.yaml:2:1: this is not valid YAML: Tabs are not allowed as indentation"],
    [
      "exports: {\n",
      "exports.yaml:2:1: this is not valid YAML: Flow map in block collection must be sufficiently indented and end with a }",
    ],
    [
      "exports: {}\n---\nexports: {}\n",
      "exports.yaml:2:1: this is not valid YAML: Source contains multiple documents; please use YAML.parseAllDocuments()",
    ],
    ["? [a]\n: b\n", "exports.yaml:1:3: this is not valid YAML: With stringKeys, all keys must be strings"],
  ])("%j", (text, expected) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  test("is reported with a hint for an unquoted reference in braces", () => {
    const text = "defaults: { volume: ${config.volume}, copyOnly: true }\n";
    expect(problemsOf(text)[0]).toMatch(
      /exports.yaml:1:\d+: [^]*\n {4}inside \{ \} and \[ \] a reference must be in quotes: "\$\{config.key\}"$/,
    );
  });
});

test("Windows line ends and a byte order mark make no difference", () => {
  const text = "\ufeffdefaults:\r\n  volum: lab/archive\r\n";
  expect(problemsOf(text)[0]).toMatch(/^exports.yaml:2:3: .*\n {4}2 \| {3}volum: lab\/archive\n {10}\^{5}$/);
});
