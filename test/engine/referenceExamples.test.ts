// The examples in the reference, all of one language as one program, on the platform that they are written for.
import { stringify, parse } from "yaml";
import { afterEach, describe, expect, it } from "vitest";
import { SUBMISSIONS } from "../support/platformStack";
import { newPluginStack, plugins, type PluginStack, yamlProject } from "../support/pluginStack";
import { filesBelow, snippetsOf } from "../support/snippets";

/** The job ID in the example of `getExport`. */
const JOB = /"[A-Za-z0-9]{32}"/;

/** The names in the example of Manifest. */
const MANIFEST = `
exports:
  listed: { source: { file: 65a1f0c2e4b0a1b2c3d403c0 }, destination: { volume: lab/archive, location: listed.cram }, copyOnly: true }
`;

const examplesIn = (language: string): string[] =>
  filesBelow("docs/reference", ".md")
    .flatMap(snippetsOf)
    .filter((snippet) => snippet.language === language)
    .map(({ text }) => text);

const yamlProgram = (): object =>
  examplesIn("yaml")
    .map((text) => parse(text.replace(/id: [A-Za-z0-9]{32}/, "id: ${sample-1.id}")) as Record<string, object>)
    .reduce((all, { variables, resources, outputs }, i) => ({
      variables: { ...all["variables"], ...renamed(variables, `found${i}`) },
      resources: { ...all["resources"], ...resources },
      outputs: { ...all["outputs"], ...renamed(outputs, `output${i}`, `found${i}`) },
    }));

/** Each example calls its result `found`, and several have an output with the same name. */
const renamed = (members: object | undefined, name: string, found = name): object =>
  Object.fromEntries(
    Object.values(members ?? {}).map((value) => [
      name,
      JSON.parse(JSON.stringify(value).replace("${found.", `\${${found}.`)),
    ]),
  );

const pythonProgram = (): string => {
  const [resources, functions] = [/new|cavatica\.[A-Z]/, /cavatica\.get_/].map((kind) =>
    examplesIn("python").filter((text) => kind.test(text)),
  );
  return [...resources!, ...functions!].join("\n\n").replace(JOB, "sample1.id");
};

let world: PluginStack;
afterEach(() => world.stop());

describe("the examples in the reference", () => {
  it.each([
    ["YAML", false, () => yamlProject(yamlProgram())],
    [
      "Python",
      true,
      () => ({
        "Pulumi.yaml": stringify({ name: "test", runtime: "python", plugins }),
        "__main__.py": pythonProgram(),
      }),
    ],
  ] as const)(
    "deploy unchanged in %s, and change nothing the second time",
    async (_language, python, files) => {
      const listed = { "exports.yaml": MANIFEST };
      world = await newPluginStack({
        python,
        files: { ...files(), ...listed },
        sim: { seed: "demo", jobSeconds: 8 },
      });
      await world.stack.up();
      expect(world.sim.exports().length).toBeGreaterThan(10);
      expect(new Set(world.sim.exports().map(({ state }) => state))).toEqual(new Set(["COMPLETED"]));
      const mark = world.sim.mark();
      await world.stack.up({ args: ["--expect-no-changes"] });
      expect(world.sim.countSince(mark, SUBMISSIONS)).toBe(0);
    },
  );
});
