// Pulumi programs in YAML, checked without running them.
import { parse } from "yaml";
import { functionProblems, outputsOf, resourceProblems, UNKNOWN } from "./packageSchema";

interface Invoke {
  function: string;
  arguments?: object;
  options?: object;
}

interface Resource {
  type: string;
  properties?: object;
  options?: object;
}

interface Program {
  name?: string;
  runtime?: string | { name: string };
  plugins?: { providers: { name: string; path: string }[] };
  config?: Record<string, { type: string; secret?: boolean }>;
  variables?: Record<string, { "fn::invoke": Invoke }>;
  resources?: Record<string, Resource>;
  outputs?: object;
}

const SECTIONS = ["name", "description", "runtime", "plugins", "config", "variables", "resources", "outputs"];
/** https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/#resource-options */
const OPTIONS = [
  "provider",
  "providers",
  "customTimeouts",
  "dependsOn",
  "protect",
  "retainOnDelete",
  "aliases",
];
const INVOKE_OPTIONS = ["provider", "parent", "version"];
const REFERENCE = /\$\{([\w-]+)([^}]*)\}/g;
/** A part of a program begins with a comment that says which resource of another page it uses. */
const OTHER = /^# \$\{(\w+)\}: the (\w+) of its own page$/gm;

export const isProgram = (text: string): boolean =>
  /^(name|runtime|config|resources|variables):/m.test(text) && !/^(exports|projectExports):/m.test(text);

/** A value that is nothing but a reference isn't known before the run. */
const known = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? {}).replace(/"\$\{[^}"]*\}"/g, JSON.stringify(UNKNOWN)));

const strange = (where: string, value: object | undefined, names: readonly string[]): string[] =>
  Object.keys(value ?? {})
    .filter((name) => !names.includes(name))
    .map((name) => `${where}: there is no ${name}`);

/** Each is a list, also with a single member: the engine refuses anything else. */
const LISTS = ["providers", "dependsOn", "aliases"];

const unlisted = (where: string, options: object = {}): string[] =>
  Object.entries(options)
    .filter(([name, value]) => LISTS.includes(name) && !Array.isArray(value))
    .map(([name]) => `${where}: ${name} must be a list`);

const ofResource = ([name, { type, properties, options, ...rest }]: [string, Resource]): string[] => [
  ...resourceProblems(type, known(properties)),
  ...strange(name, options, OPTIONS),
  ...unlisted(name, options),
  ...strange(name, rest, []),
];

function ofVariable([name, value]: [string, { "fn::invoke": Invoke }]): string[] {
  const { function: token, arguments: args, options, ...rest } = value["fn::invoke"];
  return [
    ...functionProblems(token, known(args)),
    ...strange(name, options, INVOKE_OPTIONS),
    ...strange(name, rest, []),
  ];
}

/** What a reference may name, with the members that it may have; undefined if it has none. */
function namesIn({ config, variables, resources }: Program, text: string): Map<string, string[] | undefined> {
  const others = [...text.matchAll(OTHER)].map(([, name = "", type = ""]) => [name, `cavatica:${type}`]);
  const typed = [
    ...Object.entries(resources ?? {}).map(([name, { type }]) => [name, type]),
    ...Object.entries(variables ?? {}).map(([name, value]) => [name, value["fn::invoke"].function]),
    ...others,
  ];
  const names = new Map<string, string[] | undefined>();
  for (const name of Object.keys(config ?? {})) names.set(name, undefined);
  for (const [name = "", token = ""] of typed) names.set(name, ["id", "urn", ...outputsOf(token)]);
  return names;
}

function ofReferences(program: Program, text: string): string[] {
  const names = namesIn(program, text);
  const references = [...JSON.stringify(program).matchAll(REFERENCE)];
  return references.flatMap(([whole, name = "", path = ""]) => {
    if (!names.has(name)) return [`${whole}: nothing has this name`];
    const member = /^\.(\w+)/.exec(path)?.[1];
    const isThere = member === undefined || names.get(name)?.includes(member);
    return isThere ? [] : [`${whole}: there is no such output`];
  });
}

/** What is wrong with a program, or with a part of one. */
export function programProblems(text: string): string[] {
  const program = parse(text) as Program;
  return [
    ...strange("the program", program, SECTIONS),
    ...Object.entries(program.resources ?? {}).flatMap(ofResource),
    ...Object.entries(program.variables ?? {}).flatMap(ofVariable),
    ...ofReferences(program, text),
  ];
}
