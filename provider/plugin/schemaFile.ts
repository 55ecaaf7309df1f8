import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PropertyMap } from "../inputs/propertyMap";
import { ANY_UNKNOWN } from "../inputs/unknowns";

/** What of the package's schema the plugin itself needs. */
interface PackageSchema {
  config: { variables: Record<string, unknown> };
  resources: Record<string, { properties: Record<string, unknown> }>;
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

/** Names of a resource's outputs. */
export const outputNames = (type: string): string[] =>
  Object.keys(packageSchema().resources[`cavatica:index:${type}`]?.properties ?? {});

/** All of them, of what isn't known yet. */
export const unknownOutputs = (type: string): PropertyMap =>
  Object.fromEntries(outputNames(type).map((name) => [name, ANY_UNKNOWN]));

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
