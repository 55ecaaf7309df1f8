import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exportSettings, itemSettings } from "../../../provider/inputs/exportSettings";
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

const withoutDescription = (at: string, properties: Record<string, Described> = {}): string[] =>
  Object.entries(properties).flatMap(([name, { description }]) => (description ? [] : [`${at}.${name}`]));

describe("the package schema", () => {
  it("matches schema/pulumi.json (if not: npm run schema)", () => {
    expect(readFileSync("schema/pulumi.json", "utf8")).toBe(packageSchemaText(declared));
  });

  it("has every resource type with exactly the inputs that check accepts", () => {
    expect(Object.keys(schema.resources)).toEqual(
      [...Object.keys(INPUT_SCHEMAS), "ProjectExport", "Manifest"].map((type) => `cavatica:index:${type}`),
    );
    for (const [type, table] of Object.entries(INPUT_TABLES)) {
      const inputs = new Set(Object.keys(table).map((path) => path.split(".")[0]));
      expect(Object.keys(schema.resources[`cavatica:index:${type}`]!.inputProperties).sort()).toEqual(
        [...inputs].sort(),
      );
    }
  });

  it.each([
    ["FileExportArgs", exportSettings],
    ["BulkFileExportArgs", exportSettings],
    ["BulkFileExportItem", itemSettings],
    ["ProjectExportArgs", exportSettings],
  ])("has no setting of an export that %s lacks", (name, settings) => {
    const members = Object.keys(declared[name]!.shape.members!);
    expect(Object.keys(settings).filter((setting) => !members.includes(setting))).toEqual([]);
  });

  it("has the outputs of the classes for Node.js programs, and functions for derived ones", () => {
    const own = new Map([
      ["BulkFileExport", "results"],
      ["BulkFileImport", "results"],
    ]);
    for (const type of Object.keys(INPUT_SCHEMAS)) {
      const outputs = Object.keys(declared[type]!.shape.members!).filter((name) => name !== own.get(type));
      expect(Object.keys(schema.resources[`cavatica:index:${type}`]!.properties)).toEqual(outputs);
    }
    const outputs = Object.keys(declared["ManifestOutputs"]!.shape.members!);
    expect(Object.keys(schema.resources["cavatica:index:Manifest"]!.properties)).toEqual(outputs);
    expect(schema.types["cavatica:index:BulkImportResult"]!.properties).toHaveProperty("file");
    for (const name of ["getExportResults", "getImportResults"])
      expect(schema.functions[`cavatica:index:${name}`]!.outputs.properties).toHaveProperty("results");
  });

  it("aliases every resource type that the classes for Node.js programs create", () => {
    for (const type of Object.keys(INPUT_SCHEMAS))
      expect(schema.resources[`cavatica:index:${type}`]!["aliases"]).toEqual([
        { type: `pulumi-nodejs:dynamic/cavatica:${type}` },
      ]);
  });

  it("describes every input and output", () => {
    const bare = [
      ...Object.entries(schema.types).flatMap(([at, { properties }]) => withoutDescription(at, properties)),
      ...Object.entries(schema.resources).flatMap(([at, { properties, inputProperties }]) => [
        ...withoutDescription(at, properties),
        ...withoutDescription(at, inputProperties),
      ]),
      ...Object.entries(schema.functions).flatMap(([at, { inputs, outputs }]) => [
        ...withoutDescription(at, inputs.properties),
        ...withoutDescription(at, outputs.properties),
      ]),
    ];
    expect(bare).toEqual([]);
    expect(Object.values(schema.resources).every(({ description }) => description)).toBe(true);
  });

  it("marks secrets, and has no dangling type references", () => {
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

  it("lists each value only in its usual spelling", () => {
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
