import { z } from "zod";
import { isObject } from "../../inputs/propertyMap";
import { manifestSchema } from "./manifest";

type Json = Record<string, unknown>;

/**
 * The manifest's JSON Schema, for editors and other tools, generated from the schema that also validates manifests. It can't
 * express every rule, such as that no two exports have the same destination, but whatever it refuses is invalid. Draft 7,
 * since editors' YAML support handles it best.
 */
export function jsonSchema(): Json {
  const made = z.toJSONSchema(manifestSchema(), { target: "draft-7", io: "input", unrepresentable: "any" });
  const { $schema, ...rest } = withReferences(made) as Json;
  return {
    $schema,
    title: "Manifest of pulumi-cavatica",
    description: "Volumes, exports and imports to declare; explained in docs/manifest.md",
    ...rest,
    definitions: { reference: REFERENCE },
  };
}

/** The text of the published file. */
export const schemaText = (): string => `${JSON.stringify(jsonSchema(), null, 2)}\n`;

const REFERENCE = {
  type: "string",
  pattern: String.raw`\$\{config\.[^{}]+\}`,
  description: 'A value of the stack\'s configuration, "${config.key}"; secrets stay secret',
};
const TO_REFERENCE = { $ref: "#/definitions/reference" };

/** Allows a reference instead of each string with a required form, and of each flag. Not for keys. */
function withReferences(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withReferences);
  if (!isObject(node)) return node;
  const inner = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === "propertyNames" ? value : withReferences(value),
    ]),
  );
  // If a reference chooses the form, several may match.
  const { oneOf: forms, ...others } = inner;
  const isUnion = Array.isArray(forms) && forms.every((form) => isObject(form) && "properties" in form);
  return flat(orReference(isUnion ? { ...others, anyOf: forms } : inner));
}

function orReference(node: Json): Json {
  const isText = node["type"] === "string" && Object.keys(node).some((keyword) => FORMS.has(keyword));
  const isFlag = [node["type"]].flat().includes("boolean");
  if (!isText && !isFlag) return node;
  const { description, ...form } = node;
  return { ...(description !== undefined && { description }), anyOf: [form, TO_REFERENCE] };
}

const FORMS: ReadonlySet<string> = new Set(["pattern", "enum", "const", "maxLength", "minLength"]);

/** Flattens nested lists of alternatives, which editors don't display well. */
function flat(node: Json): Json {
  const { anyOf } = node;
  if (!Array.isArray(anyOf)) return node;
  const isPlain = (each: unknown): each is { anyOf: unknown[]; description?: unknown } =>
    isObject(each) &&
    Object.keys(each).every((key) => key === "anyOf" || key === "description") &&
    "anyOf" in each;
  const described = anyOf.find((each) => isPlain(each) && each.description !== undefined) as Json | undefined;
  return {
    ...(described && { description: described["description"] }),
    ...node,
    anyOf: (anyOf as unknown[]).flatMap((each) => (isPlain(each) ? each.anyOf : [each])),
  };
}
