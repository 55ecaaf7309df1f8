import { describe, expect, it } from "vitest";
import { blocksFor } from "../../support/blocks";
import { programProblems } from "../../support/yamlProgram";

const programs = blocksFor("program");

describe("Pulumi programs in YAML on pages", () => {
  it("are found", () => expect(programs.length).toBeGreaterThan(20));

  it.each(programs)("$at has only types, inputs, outputs and options that exist", ({ text }) => {
    expect(programProblems(text)).toEqual([]);
  });
});

describe("the check", () => {
  const resource = (properties: string, rest = "") =>
    `resources:\n  one:\n    type: cavatica:FileExport\n    properties: ${properties}\n${rest}`;
  const whole = "{ source: { file: a }, destination: { volume: lab/a, location: b } }";

  it.each([
    ["resources:\n  one: { type: cavatica:FileExprot }", /no resource cavatica:FileExprot/],
    [resource("{ source: { file: a } }"), /must have required property 'destination'/],
    [resource(whole.replace("file", "fiel")), /additional propert.*fiel/],
    [resource(whole.replace("source", "copyOnly: 1, source")), /copyOnly must be boolean/],
    [resource(whole, "    options: { customTimeout: 1h }"), /one: there is no customTimeout/],
    [resource(whole, "    options: { providers: { cavatica: a } }"), /one: providers must be a list/],
    [resource(whole, "outputs:\n  uri: ${one.url}"), /\$\{one.url}: there is no such output/],
    [resource(whole, "outputs:\n  uri: ${two.uri}"), /nothing has this name/],
    ["variables:\n  a: { fn::invoke: { function: cavatica:getFiel } }", /no function cavatica:getFiel/],
    [
      "variables:\n  a: { fn::invoke: { function: cavatica:getFiles, arguments: { project: a, tag: b } } }",
      /tag/,
    ],
  ])("refuses %s", (text, words) => expect(programProblems(text).join("\n")).toMatch(words));

  it("accepts values that only a run knows", () => {
    const text = resource(whole.replace("{ file: a }", '"${there}"').replace("b }", '"x-${there}" }'));
    expect(programProblems(`config:\n  there: { type: string }\n${text}`)).toEqual([]);
  });
});
