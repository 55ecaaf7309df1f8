// What schema/pulumi.json says about the inputs and outputs of resources and functions, for programs that aren't run.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import { checkout } from "./project";

interface Spec {
  $ref?: string;
  type?: string;
  items?: Spec;
  additionalProperties?: Spec;
  oneOf?: Spec[];
}

interface ObjectSpec {
  properties?: Record<string, Spec>;
  required?: string[];
}

interface ResourceSpec extends ObjectSpec {
  inputProperties: Record<string, Spec>;
  requiredInputs?: string[];
}

interface Schema {
  provider: ResourceSpec;
  resources: Record<string, ResourceSpec>;
  functions: Record<string, { inputs: ObjectSpec; outputs: ObjectSpec }>;
  types: Record<string, ObjectSpec & { type: string; enum?: { value: string }[] }>;
}

const schema = JSON.parse(readFileSync(join(checkout, "schema/pulumi.json"), "utf8")) as Schema;

/** Stands for a value that only a run knows, such as another resource's output. It fits everywhere. */
export const UNKNOWN = "\u0000unknown";

const objectOf = ({ properties = {}, required = [] }: ObjectSpec): object => ({
  type: "object",
  properties: Object.fromEntries(Object.entries(properties).map(([name, spec]) => [name, valueOf(spec)])),
  required,
  additionalProperties: false,
});

const valueOf = (spec: Spec): object => ({ anyOf: [{ const: UNKNOWN }, knownValueOf(spec)] });

function knownValueOf({ $ref, type, items, additionalProperties, oneOf }: Spec): object {
  if (oneOf) return { anyOf: oneOf.map(valueOf) };
  if ($ref) return $ref.startsWith("#/types/") ? { $ref: $ref.replace("#/types/", "#/definitions/") } : {};
  if (items) return { type: "array", items: valueOf(items) };
  return { type, ...(additionalProperties && { additionalProperties: valueOf(additionalProperties) }) };
}

const definitions = Object.fromEntries(
  Object.entries(schema.types).map(([token, type]) => [
    token,
    type.enum ? { enum: type.enum.map(({ value }) => value) } : objectOf(type),
  ]),
);

const ajv = new Ajv({ strict: false, allErrors: true });
const compiled = new Map<string, ValidateFunction>();

function problemsOf(token: string, spec: ObjectSpec, given: unknown): string[] {
  const validate = compiled.get(token) ?? ajv.compile({ ...objectOf(spec), definitions });
  compiled.set(token, validate);
  validate(given);
  // Of a union's alternatives each complains; what the union itself adds says nothing.
  const told = (validate.errors ?? []).filter(({ keyword }) => !["anyOf", "const"].includes(keyword));
  return told.map(
    ({ instancePath, message, params }) => `${token}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** "cavatica:FileExport" is short for "cavatica:index:FileExport". */
const full = (token: string): string => token.replace(/^cavatica:(?!index:)/, "cavatica:index:");

const resourceSpec = (type: string): ResourceSpec | undefined =>
  type === "pulumi:providers:cavatica" ? schema.provider : schema.resources[full(type)];

/** What is wrong with the inputs of a resource. */
export function resourceProblems(type: string, inputs: unknown): string[] {
  const spec = resourceSpec(type);
  if (!spec) return [`there is no resource ${type}`];
  const { inputProperties: properties, requiredInputs: required = [] } = spec;
  return problemsOf(type, { properties, required }, inputs);
}

/** What is wrong with the arguments of a function. */
export function functionProblems(token: string, args: unknown): string[] {
  const spec = schema.functions[full(token)];
  return spec ? problemsOf(token, spec.inputs, args) : [`there is no function ${token}`];
}

/** The outputs of a resource or a function. */
export const outputsOf = (token: string): string[] =>
  Object.keys(resourceSpec(token)?.properties ?? schema.functions[full(token)]?.outputs.properties ?? {});
