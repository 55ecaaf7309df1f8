import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PropertyMap } from "../inputs/propertyMap";
import { ANY_UNKNOWN } from "../inputs/unknowns";

/** What of the package's schema the plugin itself needs. */
interface PackageSchema {
  config: { variables: Record<string, unknown> };
  resources: Record<
    string,
    { properties: Record<string, unknown>; inputProperties: Record<string, unknown> }
  >;
}

/** It lies in the package's folder: three up in the build, two in the sources. */
const CANDIDATES = ["../../..", "../.."].map((up) => join(__dirname, up, "schema/pulumi.json"));

let text: string | undefined;
let parsed: PackageSchema | undefined;

/** schema/pulumi.json as it is. */
export function schemaText(): string {
  text ??= CANDIDATES.map(read).find((found) => found !== undefined);
  if (text === undefined) throw new Error("schema/pulumi.json is missing; install pulumi-cavatica anew");
  return text;
}

export const packageSchema = (): PackageSchema => (parsed ??= JSON.parse(schemaText()) as PackageSchema);

const resource = (type: string) => packageSchema().resources[`cavatica:index:${type}`];

/** All outputs of a resource, as of one of which nothing is known yet. */
export const unknownOutputs = (type: string): PropertyMap =>
  Object.fromEntries(Object.keys(resource(type)?.properties ?? {}).map((name) => [name, ANY_UNKNOWN]));

/** The answer to a preview: inputs that are outputs too, and of every other output that it isn't known yet. */
export function previewed(type: string, inputs: PropertyMap): PropertyMap {
  const { inputProperties = {} } = resource(type) ?? {};
  const outputs = Object.entries(unknownOutputs(type));
  return Object.fromEntries(
    outputs.flatMap(([name, unknown]) => {
      if (name in inputs) return [[name, inputs[name]]];
      return name in inputProperties ? [] : [[name, unknown]];
    }),
  );
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
