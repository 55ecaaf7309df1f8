// A page of the reference: a resource or function with its example, inputs and outputs, and the types that they refer
// to.
import { schema, typeAt, typeText } from "./schema.mjs";
import { tabs } from "./tabs.mjs";

const cell = (text) => text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
const anchor = (name) => `[${name}](#${name.toLowerCase()})`;

const meaning = ({ description = "", secret }) =>
  cell(secret && !/secret/i.test(description) ? `${description} Secret.` : description);

const row = (name, spec, cells) =>
  `| \`${name}\` | ${[meaning(spec), cell(typeText(spec, anchor)), ...cells].join(" | ")} |`;

/** Properties, with a column per heading that holds its value for each name. */
function table(properties, columns) {
  const headings = ["name", "meaning", "type", ...Object.keys(columns)];
  const cellsOf = (name) => Object.values(columns).map((cellOf) => cellOf(name));
  const rows = Object.entries(properties).map(([name, spec]) => row(name, spec, cellsOf(name)));
  return [`| ${headings.join(" | ")} |`, `|${" --- |".repeat(headings.length)}`, ...rows].join("\n");
}

const among =
  (names = []) =>
  (name) =>
    names.includes(name) ? "yes" : "";

/** The object types that properties refer to, and those that these refer to, each once, in order of appearance. */
function typesIn(properties, seen) {
  for (const spec of Object.values(properties)) {
    for (const type of formsOf(spec).map(typeAt)) {
      if (!type?.properties || seen.has(type.name)) continue;
      seen.set(type.name, type);
      typesIn(type.properties, seen);
    }
  }
  return [...seen.values()];
}

const formsOf = (spec) =>
  (spec.oneOf ?? [spec]).flatMap((form) => {
    const below = form.items ?? form.additionalProperties;
    return below && typeof below === "object" ? formsOf(below) : [form];
  });

const typeSection = (type) =>
  [
    `### ${type.name}`,
    ...(type.description ? [type.description] : []),
    table(type.properties, { required: among(type.required) }),
  ].join("\n\n");

/** `columns`: what the table of inputs shows beside types; `always`: names of the outputs that are never absent. */
function page(token, description, { example, inputs, columns, outputs, always }) {
  const types = typesIn({ ...inputs }, new Map());
  const more = typesIn(outputs, new Map(types.map((type) => [type.name, type])));
  return [
    `# ${token}`,
    description,
    "## Example",
    tabs({ token, ...example }),
    "## Inputs",
    table(inputs, columns),
    "## Outputs",
    table(outputs, { "always there": among(always) }),
    ...(more.length > 0 ? ["## Types", ...more.map(typeSection)] : []),
  ].join("\n\n");
}

/** `effects`: the effect of changing each input; undefined for a component, which has no diff of its own. */
export function resourcePage(token, example, effects) {
  const found = schema.resources[`cavatica:index:${token}`];
  const { description, inputProperties: inputs, requiredInputs: required, properties = {} } = found;
  const id = { type: "string", description: ID[token] ?? ID.other };
  return page(token, description, {
    example: { kind: "resource", ...example, properties: inputs, required },
    inputs,
    columns: { required: among(required), ...(effects && { "a change": effectIn(effects) }) },
    outputs: { ...(!found.isComponent && { id }), ...properties },
    always: ["id", ...(found.required ?? [])],
  });
}

export function functionPage(token, example) {
  const { description, inputs, outputs } = schema.functions[`cavatica:index:${token}`];
  return page(token, description, {
    example: { kind: "function", ...example, properties: inputs.properties, required: inputs.required },
    inputs: inputs.properties,
    columns: { required: among(inputs.required) },
    outputs: outputs.properties,
    always: outputs.required,
  });
}

/** "replace", or "by member" if the members of an input differ in it (docs/inputs.md lists them). */
const effectIn = (effects) => (name) => {
  const found = Object.entries(effects).filter(([path]) => path.split(".")[0] === name);
  const different = new Set(found.map(([, effect]) => effect));
  return different.size === 1 ? [...different][0] : "[by member](../inputs.md)";
};

const ID = {
  FileExport:
    "The job's id, or `alias-` and the file's id if the export was already done and no job record exists.",
  FileImport: "The job's id.",
  Volume: 'The volume\'s id "owner/name".',
  other: "The resource's id in Pulumi's state; the platform doesn't know it.",
};
