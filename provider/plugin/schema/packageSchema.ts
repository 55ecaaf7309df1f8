import { z } from "zod";
import { getExportArgs, getFileArgs, getFilesArgs, getVolumeArgs } from "../../inputs/lookups";
import { VERSION } from "../../platform/http/version";
import { INPUT_SCHEMAS } from "../../runtime/inputTables";
import { type Declared, described, paragraphs, type Shape } from "./declared";
import { projectExport } from "./component";
import { manifest } from "./manifest";
import { resultFunctions } from "./results";
import { dynamicType } from "../tokens";
import { type Spec, Types } from "./types";
import { LANGUAGES, PROVIDER_SETTINGS, SETTINGS } from "./settings";

const FUNCTIONS = {
  getExport: getExportArgs,
  getFile: getFileArgs,
  getFiles: getFilesArgs,
  getVolume: getVolumeArgs,
};

const upper = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * Pulumi's package schema, of which the SDKs of other languages are generated: inputs from the schemas that check them,
 * outputs and descriptions from the declarations of the classes for Node.js programs.
 */
export function packageSchema(declared: Declared): Spec {
  const types = new Types();
  const resources = Object.keys(INPUT_SCHEMAS).map((type) => [
    `cavatica:index:${type}`,
    resource(types, declared, type),
  ]);
  const functions = Object.entries(FUNCTIONS).map(([name, args]) => [
    `cavatica:index:${name}`,
    lookup(types, declared, name, args),
  ]);
  const bulk = resources.find(([token]) => token === "cavatica:index:BulkFileExport")![1] as Spec;
  resources.push(["cavatica:index:ProjectExport", projectExport(types, declared, bulk)]);
  resources.push(["cavatica:index:Manifest", manifest(types, declared, bulk)]);
  functions.push(...resultFunctions(types, declared));
  return {
    name: "cavatica",
    displayName: "CAVATICA",
    version: VERSION,
    description: "Storage exports from CAVATICA and the Seven Bridges platforms, declared as Pulumi resources",
    keywords: ["pulumi", "cavatica", "seven-bridges", "export", "category/infrastructure", "kind/native"],
    homepage: "https://github.com/pulumi-cavatica/pulumi-cavatica#readme",
    repository: "https://github.com/pulumi-cavatica/pulumi-cavatica",
    license: "Apache-2.0",
    publisher: "The pulumi-cavatica authors",
    // The archives of npm run plugin:archives, in the repository's releases.
    pluginDownloadURL: "github://api.github.com/pulumi-cavatica/pulumi-cavatica",
    // Pulumi's registry asks for a PNG of this size (docs/assets/logo.svg is its source).
    logoUrl: "https://raw.githubusercontent.com/pulumi-cavatica/pulumi-cavatica/main/docs/assets/logo.png",
    language: LANGUAGES,
    config: { variables: SETTINGS },
    provider: {
      description: paragraphs(docOf(declared, "Provider")),
      inputProperties: PROVIDER_SETTINGS,
      requiredInputs: ["authToken"],
    },
    types: types.named,
    resources: Object.fromEntries(resources) as Spec,
    functions: Object.fromEntries(functions) as Spec,
  };
}

/** As it is published. */
export const packageSchemaText = (declared: Declared): string =>
  `${JSON.stringify(packageSchema(declared), null, 2)}\n`;

function resource(types: Types, declared: Declared, type: string): Spec {
  const inputs = types.object(json(INPUT_SCHEMAS[type]!), type, shapeOf(declared, `${type}Args`));
  const outputs = outputsOf(types, shapeOf(declared, type), type, inputs.properties);
  return {
    description: paragraphs(docOf(declared, type)),
    properties: outputs.properties,
    required: outputs.required,
    inputProperties: inputs.properties,
    requiredInputs: inputs["required"],
    // A stack that was made by the form for Node.js programs keeps its resources, in whichever language it goes on.
    aliases: [{ type: dynamicType(type) }],
  };
}

/** Worked out by the classes for Node.js programs, from `jobs`; other programs ask a function, so that state holds it once. */
const PROGRAMS_OWN = "results";

/** An input that is kept has the input's own type. */
function outputsOf(types: Types, shape: Shape, name: string, inputs: Record<string, Spec>) {
  const members = Object.entries(shape.members ?? {}).filter(([key]) => key !== PROGRAMS_OWN);
  const properties = members.map(([key, member]) => {
    const input = inputs[key];
    const type = input ?? types.ofShape(member.shape, name + upper(key));
    return [key, { ...type, description: described(name, key, member.doc || (input?.["description"] as string | undefined)) }];
  });
  return {
    properties: Object.fromEntries(properties) as Record<string, Spec>,
    required: members.flatMap(([key, { optional }]) => (optional ? [] : [key])),
  };
}

function lookup(types: Types, declared: Declared, name: string, args: z.ZodType): Spec {
  const [argsName, resultName] = [`${upper(name)}Args`, `${upper(name)}Result`];
  const inputs = types.object(json(args), upper(name), shapeOf(declared, argsName));
  return {
    description: paragraphs(docOf(declared, name)),
    inputs,
    outputs: types.outputs(shapeOf(declared, resultName), resultName),
  };
}

const json = (schema: z.ZodType): Spec => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });

function shapeOf(declared: Declared, name: string): Shape {
  const found = declared[name];
  if (!found) throw new Error(`${name} isn't among the public names`);
  return found.shape;
}

function docOf(declared: Declared, name: string): string {
  const doc = declared[name]?.doc;
  if (!doc) throw new Error(`${name} has no doc comment`);
  return doc;
}

