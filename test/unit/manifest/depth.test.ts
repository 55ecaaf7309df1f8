import { describe, expect, test } from "vitest";
import { ManifestError } from "../../../provider/manifest/read";
import { complaintsAbout, file, problemsOf, read } from "./support";

const FORMS: Record<string, (levels: number) => string> = {
  "block maps": (n) => `${Array.from({ length: n }, (_, i) => `${" ".repeat(i)}a:`).join("\n")} x\n`,
  "block lists": (n) => `${"- ".repeat(n)}x\n`,
  "lists in brackets": (n) => `${"[".repeat(n)}${"]".repeat(n)}\n`,
  "maps in braces": (n) => `${"{ a: ".repeat(n)}x${" }".repeat(n)}\n`,
  "complex keys": (n) => `${"? ".repeat(n)}x\n`,
  "brackets that aren't closed": (n) => "[".repeat(n),
};

describe.each(Object.entries(FORMS))("a manifest nested too deeply with %s", (name, form) => {
  // The text of block maps grows with the square of the levels: 3000 are 4.5 MB.
  test.each(name === "block maps" ? [101, 3_000] : [101, 3_000, 300_000])(
    "is refused at once: %i levels",
    (levels) => {
      const began = performance.now();
      const problems = problemsOf(form(levels));
      expect(problems).toEqual([
        expect.stringMatching(/^exports.yaml:\d+:\d+: this is nested more than 100 levels deep/),
      ]);
      expect(performance.now() - began).toBeLessThan(2_000);
    },
  );

  test("isn't refused for that with 99 levels", () => {
    expect(complaintsAbout(form(99))).not.toContain("levels deep");
  });
});

test("a secret isn't shown by the position of what is nested too deeply", () => {
  const text = `secretAccessKey: hunter2hunter2\n${FORMS["block lists"]!(200)}`;
  expect(complaintsAbout(text.replaceAll("\n", ", ").replace("- ", "["))).not.toContain("hunter2");
  expect(complaintsAbout(`secretAccessKey: ${"[".repeat(150)}hunter2hunter2`)).not.toContain("hunter2");
});

const refused = (text: string) => {
  expect(() => read(text)).toThrow(ManifestError);
  return problemsOf(text);
};

test.each([
  ["many references on one line", `a: {${"${x} ".repeat(10_000)}`],
  ["long indentation", `${" ".repeat(200_000)}a: b: c\n`],
  ["a long line of colons", `token${":".repeat(200_000)} x: y: z`],
  ["many aliases", `a: &a [x]\nb:\n${"  - *a\n".repeat(5_000)}`],
  ["too many aliases", `a: &a [x]\nb:\n${"  - *a\n".repeat(25_000)}`],
  [
    "many merges",
    `a: &a { x: y }\n${Array.from({ length: 5_000 }, (_, i) => `b${i}: { <<: *a }`).join("\n")}\n`,
  ],
  ["many unknown aliases", `b: [${"*a, ".repeat(5_000)}]\n`],
])(
  "%s are refused, and don't keep anybody waiting for minutes",
  (_name, text) => expect(refused(text).length).toBeGreaterThan(0),
  120_000,
);

describe("aliases", () => {
  test.each([
    ["in a map that merges itself", "exports: &a { <<: *a, x: { source: 1 } }\n"],
    ["in a list that contains itself", "exports: { a: &a [*a] }\n"],
    ["far inside of what they stand for", "exports: { a: &a { b: [c, { d: *a }] } }\n"],
  ])("%s are reported at their position", (_name, text) => {
    expect(refused(text)).toEqual([
      expect.stringMatching(/^exports.yaml:1:\d+: "\*a" is inside of what it stands for/),
    ]);
  });

  test("that nest what they stand for ever deeper are refused", () => {
    const deeper = (inner: string) => `${"[".repeat(60)}${inner}${"]".repeat(60)}`;
    const text = `a: &a ${deeper("x")}\nb: &b ${deeper("*a")}\nc: ${deeper("*b")}\n`;
    expect(refused(text)[0]).toMatch(/^exports.yaml:3:\d+: aliases nest this more than 100 levels deep/);
  });

  test("of one anchor may be in more than a hundred entries", () => {
    const entry = (i: number) =>
      `  e${i}: { <<: *usual, destination: { volume: lab/archive, location: "${i}" } }\n`;
    const first = `{ source: { file: ${file(1)} }, destination: { volume: lab/archive, location: a }, copyOnly: true }`;
    const text = `exports:\n  a: &usual ${first}\n${Array.from({ length: 300 }, (_, i) => entry(i)).join("")}`;
    expect(Object.keys(read(text).model.exports)).toHaveLength(301);
  });
});
