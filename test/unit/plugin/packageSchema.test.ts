import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { INPUT_SCHEMAS, INPUT_TABLES } from "../../../provider/runtime/inputTables";
import { packageSchema, packageSchemaText } from "../../../provider/plugin/schema/packageSchema";
import { declaredNames } from "../../../scripts/lib/declared.mjs";

interface Described {
  description?: string;
  [key: string]: unknown;
}
interface Resource extends Described {
  properties: Record<string, Described>;
  inputProperties: Record<string, Described>;
}
interface Schema {
  types: Record<string, { properties?: Record<string, Described>; enum?: { value: string }[] }>;
  resources: Record<string, Resource>;
  functions: Record<string, { inputs: Resource; outputs: Resource }>;
}

const declared = declaredNames();
const schema = packageSchema(declared) as unknown as Schema;

/** Every description, by where it stands. */
function descriptions(value: unknown, at = ""): [string, string | undefined][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const below = descriptions(member, `${at}.${key}`);
    if (key !== "properties" && key !== "inputProperties") return below;
    const own = Object.entries(member as Record<string, Described>).map(
      ([name, { description }]): [string, string | undefined] => [`${at}.${key}.${name}`, description],
    );
    return [...own, ...below];
  });
}

describe("the package schema", () => {
  it("is the one in schema/pulumi.json (npm run schema writes it)", () => {
    expect(readFileSync("schema/pulumi.json", "utf8")).toBe(packageSchemaText(declared));
  });

  it("has every resource type with exactly the inputs that check knows", () => {
    expect(Object.keys(schema.resources)).toEqual(
      Object.keys(INPUT_SCHEMAS).map((type) => `cavatica:index:${type}`),
    );
    for (const [type, table] of Object.entries(INPUT_TABLES)) {
      const inputs = new Set(Object.keys(table).map((path) => path.split(".")[0]));
      expect(Object.keys(schema.resources[`cavatica:index:${type}`]!.inputProperties).sort()).toEqual(
        [...inputs].sort(),
      );
    }
  });

  it("describes every input and output", () => {
    const all = descriptions(schema);
    expect(all.length).toBeGreaterThan(150);
    expect(all.filter(([, text]) => !text)).toEqual([]);
  });

  it("marks what is secret, and refers to no type that isn't there", () => {
    const text = JSON.stringify(schema);
    const services = Object.entries(schema.types).filter(([name]) =>
      /:VolumeService[A-Z][a-z0-9]+$/.test(name),
    );
    expect(services.length).toBeGreaterThanOrEqual(4);
    for (const [, { properties }] of services) {
      if (properties?.["credentials"]) expect(properties["credentials"]["secret"]).toBe(true);
    }
    const wanted = [...text.matchAll(/#\/types\/([^"]+)/g)].map(([, name]) => name!);
    expect(wanted.filter((name) => !(name in schema.types))).toEqual([]);
  });

  it("offers each value in its usual spelling alone", () => {
    expect(schema.types["cavatica:index:VolumeServiceS3"]!.properties!["type"]).toMatchObject({
      const: "s3",
    });
    expect(JSON.stringify(schema)).not.toContain('"S3"');
  });

  it("lets users write items as objects, though check turns them into lines", () => {
    expect(schema.resources["cavatica:index:BulkFileExport"]!.inputProperties["items"]).toMatchObject({
      items: { $ref: "#/types/cavatica:index:BulkFileExportItem" },
    });
  });
});
