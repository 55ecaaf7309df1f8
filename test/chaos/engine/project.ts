// The same random program as a Pulumi project: one of JavaScript for dynamic resources, one of YAML for the plugin.
import { stringify } from "yaml";
import { plugins } from "../../support/pluginStack";
import type { Adapter } from "../process/host";
import type { Declared, Program } from "../process/engine";

/** Registers what program.json lists. */
const REGISTERING = `
const pulumi = require("@pulumi/pulumi");
const cavatica = require("pulumi-cavatica");
const program = require("./program.json");
const made = {};
const sealed = (name, value) => (name === "secretAccessKey" ? pulumi.secret(value) : value);
function register(name) {
  if (made[name]) return made[name];
  const { type, props, dependsOn = [] } = JSON.parse(JSON.stringify(program[name]), sealed);
  return (made[name] = new cavatica[type](name, props, { dependsOn: dependsOn.map(register) }));
}
Object.keys(program).forEach(register);
`;

const inYaml = ({ type, props, dependsOn = [] }: Declared): object => ({
  type: `cavatica:${type}`,
  properties: JSON.parse(JSON.stringify(props), (name, value: unknown) =>
    name === "secretAccessKey" ? { "fn::secret": value } : value,
  ) as object,
  ...(dependsOn.length > 0 && { options: { dependsOn: dependsOn.map((one) => `\${${one}}`) } }),
});

export function projectFiles(adapter: Adapter, program: Program): Record<string, string> {
  if (adapter === "native") {
    const resources = Object.fromEntries(
      Object.entries(program).map(([name, declared]) => [name, inYaml(declared)]),
    );
    return { "Pulumi.yaml": stringify({ name: "test", runtime: "yaml", plugins, resources }) };
  }
  return {
    "Pulumi.yaml": JSON.stringify({
      name: "test",
      runtime: { name: "nodejs", options: { typescript: false } },
    }),
    "package.json": JSON.stringify({ name: "test", private: true, main: "index.js" }),
    "index.js": REGISTERING,
    "program.json": JSON.stringify(program),
  };
}
