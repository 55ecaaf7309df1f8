import { describe, expect, test } from "vitest";
import { file, problemsOf, read } from "./support";

const config = {
  file: file(1),
  volume: "lab/archive",
  run: "run7",
  copy: "true",
  "aws:region": "eu-central-1",
};
const manifest = (location: string) =>
  [
    "exports:",
    "  a:",
    '    source: { file: "${config.file}" }',
    `    destination: { volume: lab/archive, location: ${location} }`,
    "",
  ].join("\n");
const locationOf = (text: string) => read(text, { config }).model.exports["a"]?.destination.location;

test("references are replaced by configuration values, alone or within a string, with any quotes", () => {
  expect(locationOf(manifest('"${config.run}/a-${config.run}.cram"'))).toBe("run7/a-run7.cram");
  expect(locationOf(manifest("'${config.aws:region}'"))).toBe("eu-central-1");
  const block = `exports:\n  a:\n    source:\n      file: >-\n        \${config.file}\n    destination: { volume: lab/x01, location: b }\n    prefix: \${config.run}/\n`;
  expect(read(block, { config }).model.exports["a"]).toMatchObject({
    source: { file: file(1) },
    destination: { location: "run7/b" },
  });
});

test("a dollar sign is escaped by doubling it; keys and comments are left alone", () => {
  expect(locationOf(manifest('"$$5-$${config.run}" # ${config.nothing}\n     '))).toBe("$5-${config.run}");
  const { model } = read(manifest("a").replace("  a:", '  "${config.run}":'), { config });
  expect(Object.keys(model.exports)).toEqual(["${config.run}"]);
});

test("a boolean can come from the configuration, and a quoted value remains a string", () => {
  const flag = (value: string) => `defaults:\n  copyOnly: ${value}\n`;
  expect(() => read(flag("${config.copy}"), { config })).not.toThrow();
  expect(problemsOf(flag('"${config.copy}"'), { config })[0]).toContain(
    'copyOnly: "true" must be true or false',
  );
  expect(problemsOf(flag("${config.run}"), { config })[0]).toContain(
    'copyOnly: "run7" must be true or false',
  );
});

test("configuration values are checked as if they were written in the manifest", () => {
  const [problem] = problemsOf(manifest("a"), { config: { file: "abc" } });
  expect(problem).toBe(
    `exports.yaml:3:21: exports.a.source.file: "abc" must be a file's id (24 hexadecimal characters) or its web address
    3 |     source: { file: "\${config.file}" }
                            ^^^^^^^^^^^^^^^^`,
  );
});

describe("unresolved references", () => {
  test.each([
    ["${config.rum}", "${config.rum}: the stack's configuration has no such key", 'did you mean "run"?'],
    [
      "${config.somethingElse}",
      "${config.somethingElse}: the stack's configuration has no such key",
      "set it: pulumi config set somethingElse … (--secret for secrets)",
    ],
    ["${run}", '${run}: only the stack\'s configuration can be referred to, as "${config.key}"', undefined],
    [
      "${config.}",
      '${config.}: only the stack\'s configuration can be referred to, as "${config.key}"',
      undefined,
    ],
    [
      "cost: 5$",
      'a single "$" has no meaning; a reference is "${config.key}", a literal $ is written $$',
      undefined,
    ],
    [
      "${config.run",
      'a single "$" has no meaning; a reference is "${config.key}", a literal $ is written $$',
      undefined,
    ],
  ])("%s", (text, message, hint) => {
    const written = manifest(`"x ${text} y"`);
    const problems = problemsOf(written, { config });
    expect(problems).toHaveLength(1);
    const [first, line = "", carets = "", last] = problems[0]!.split("\n");
    expect(first).toMatch(/^exports.yaml:4:\d+: /);
    expect(first?.replace(/^\S+ /, "")).toBe(message);
    // The carets are below the reference or the lone dollar sign, and the column is theirs.
    const begin = line.lastIndexOf("$", line.length - 1);
    expect(carets.indexOf("^")).toBe(begin);
    expect(first).toContain(`:${begin - "    4 | ".length + 1}: `);
    expect(last?.trim()).toBe(hint);
  });

  test("are all reported, and not checked any further", () => {
    const text = `defaults: { volume: "\${config.a}", copyOnly: "\${config.b}" }\nexports: { x: { source: { file: "\${config.c}-\${config.d}" }, destination: { location: a } } }\n`;
    expect(problemsOf(text)).toHaveLength(4);
  });
});
