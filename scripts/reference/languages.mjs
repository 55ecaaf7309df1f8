// One example in each language.
import { formOf, typeAt } from "./schema.mjs";

const indent = (text, by = "  ") => text.replace(/^(?=.)/gm, by);
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const pascal = (name) => name[0].toUpperCase() + name.slice(1);
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Writes a tree of values with a language's own brackets, names and literals; short ones on one line. */
function literal(value, style) {
  if (!isMap(value) && !Array.isArray(value)) return style.plain(value);
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, style))
    : Object.entries(value).map(([name, member]) => style.member(name, literal(member, style)));
  const [open, close] = Array.isArray(value) ? ["[", "]"] : style.brackets;
  const line = `${open}${parts.join(", ")}${close}`;
  if (line.length <= 70 && !line.includes("\n"))
    return style.tight ? line : line.replace(/^\{(.*)\}$/s, "{ $1 }");
  return `${open}\n${indent(parts.join(",\n"), style.indent)},\n${close}`;
}

const JSON_PLAIN = (value) => JSON.stringify(value);
const TYPESCRIPT = { plain: JSON_PLAIN, brackets: ["{", "}"], member: (name, text) => `${name}: ${text}` };
const PYTHON = {
  plain: (value) => (typeof value === "boolean" ? (value ? "True" : "False") : JSON.stringify(value)),
  brackets: ["{", "}"],
  member: (name, text) => `"${snake(name)}": ${text}`,
  tight: true,
  indent: "    ",
};

function typescript({ kind, token, name, args, output }) {
  const given = literal(args, TYPESCRIPT);
  const variable = camel(name ?? "found");
  const body =
    kind === "resource"
      ? `const ${variable} = new ${token}("${name}", ${given});\nexport const ${output} = ${variable}.${output};`
      : `export const ${output} = ${token}Output(${given}).${output};`;
  const names = kind === "resource" ? token : `${token}Output`;
  return `import { ${names} } from "pulumi-cavatica";\n\n${body}`;
}

function python({ kind, token, name, args, output }) {
  const given = Object.entries(args).map(([key, value]) => `${snake(key)}=${literal(value, PYTHON)},`);
  const variable = snake(camel(name ?? "found")).replaceAll("-", "_");
  const [call, first] = kind === "resource" ? [token, [`"${name}",`]] : [`${snake(token)}_output`, []];
  const lines = [...first, ...given].join("\n");
  return [
    "import pulumi",
    "import pulumi_cavatica as cavatica",
    "",
    `${variable} = cavatica.${call}(\n${indent(lines, "    ")}\n)`,
    `pulumi.export("${output}", ${variable}.${snake(output)})`,
  ].join("\n");
}

function yamlLines(value) {
  if (Array.isArray(value)) return value.map((item) => `- ${flow(item)}`).join("\n");
  return Object.entries(value)
    .map(([name, member]) =>
      isMap(member) || Array.isArray(member) ? nested(name, member) : `${name}: ${flow(member)}`,
    )
    .join("\n");
}

function nested(name, member) {
  const line = `${name}: ${flow(member)}`;
  return line.length <= 80 ? line : `${name}:\n${indent(yamlLines(member))}`;
}

/** A value on one line; strings are unquoted if YAML doesn't read them as something else. */
function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (isMap(value))
    return `{ ${Object.entries(value)
      .map(([name, member]) => `${name}: ${flow(member)}`)
      .join(", ")} }`;
  return typeof value === "string" && /^[A-Za-z][\w./-]*$/.test(value) ? value : JSON.stringify(value);
}

function yaml({ kind, token, name, args, output }) {
  const variable = camel(name ?? "found");
  const body =
    kind === "resource"
      ? `resources:\n  ${name}:\n    type: cavatica:${token}\n    properties:\n${indent(indent(indent(yamlLines(args))))}`
      : `variables:\n  ${variable}:\n    fn::invoke:\n      function: cavatica:${token}\n      arguments:\n${indent(indent(indent(indent(yamlLines(args)))))}`;
  return `${body}\noutputs:\n  ${output}: \${${name ?? variable}.${output}}`;
}

/**
 * Go states the type of each value: `isInput` for a resource's inputs, otherwise plain types for a function's
 * arguments.
 */
function goValue(value, spec, { optional = false, isInput = true } = {}) {
  const form = formOf(spec, value) ?? {};
  const type = typeAt(form);
  const wrap = (name, text) =>
    isInput ? `pulumi.${name}(${text})` : optional ? `pulumi.${name}Ref(${text})` : text;
  if (type?.enum) return isInput ? `cavatica.${type.name}(${JSON.stringify(value)})` : JSON.stringify(value);
  if (Array.isArray(value)) return goList(value, form, isInput);
  if (isMap(value))
    return goStruct(`&cavatica.${type.name}Args`, value, type.properties, new Set(type.required), true);
  return wrap({ string: "String", boolean: "Bool", number: "Int" }[typeof value], JSON.stringify(value));
}

function goList(values, form, isInput) {
  const item = typeAt(form.items);
  const parts = values.map((value) => goValue(value, form.items, { isInput }).replace(/^&/, "&"));
  const type = item ? `cavatica.${item.name}Array` : isInput ? "pulumi.StringArray" : "[]string";
  return `${type}{\n${parts.join(",\n")},\n}`;
}

function goStruct(type, value, properties, required, isInput) {
  const lines = Object.entries(value).map(([name, member]) => {
    const text = goValue(member, properties[name], { optional: !required.has(name), isInput });
    return `${pascal(name)}: ${text},`;
  });
  return `${type}{\n${lines.join("\n")}\n}`;
}

/** Formats as gofmt does, with one tab per bracket, but without aligning values. */
function tabbed(text) {
  let depth = 0;
  return text
    .split("\n")
    .map((line) => {
      if (/^[)}\]]/.test(line)) depth -= 1;
      const shown = line && "\t".repeat(depth) + line;
      if (/[({[]$/.test(line)) depth += 1;
      return shown;
    })
    .join("\n");
}

function go({ kind, token, name, args, output, properties, required }) {
  const isInput = kind === "resource";
  const variable = camel(name ?? "found");
  const struct = goStruct(`&cavatica.${goFunction(token)}Args`, args, properties, new Set(required), isInput);
  const call = isInput
    ? `cavatica.New${token}(ctx, "${name}", ${struct})`
    : `cavatica.${goFunction(token)}(ctx, ${struct}, nil)`;
  const exported = isInput
    ? `${variable}.${goOutput(output)}`
    : `pulumi.ToOutput(${variable}.${pascal(output)})`;
  return tabbed(
    [
      "package main",
      "",
      "import (",
      '"github.com/pulumi-cavatica/pulumi-cavatica/sdk/go/cavatica"',
      '"github.com/pulumi/pulumi/sdk/v3/go/pulumi"',
      ")",
      "",
      "func main() {",
      "pulumi.Run(func(ctx *pulumi.Context) error {",
      `${variable}, err := ${call}`,
      "if err != nil {",
      "return err",
      "}",
      `ctx.Export("${output}", ${exported})`,
      "return nil",
      "})",
      "}",
    ].join("\n"),
  );
}

/** In Go, `GetVolume` reads the resource Volume by its ID, so the function is called `LookupVolume`. */
const goFunction = (token) => (token === "getVolume" ? "LookupVolume" : pascal(token));
const goOutput = (output) => (output === "id" ? "ID()" : pascal(output));

/** In the order in which the pages show them. */
export const LANGUAGES = [
  { title: "TypeScript", fence: "ts", render: typescript },
  { title: "Python", fence: "python", render: python },
  { title: "YAML", fence: "yaml", render: yaml },
  { title: "Go", fence: "go", render: go },
];
