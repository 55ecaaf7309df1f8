import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readManifest } from "../../../provider/manifest/read";
import { jsonSchema } from "../../../provider/manifest/schema/json";
import { blocksFor } from "../../support/blocks";
import { checkout } from "../../support/project";
import { filesBelow } from "../../support/snippets";

const validate = new Ajv({ strict: false, validateFormats: false }).compile(jsonSchema());

/** Manifests on pages refer to a table that doesn't exist here. */
const TABLE = "file\tlocation\n65a1f0c2e4b0a1b2c3d4e5f8\tb.cram\n";
const files = ["stack/exports.yaml", ...filesBelow("examples", "exports.yaml")].map((path) => ({
  at: path,
  text: readFileSync(join(checkout, path), "utf8"),
  readText: (table: string) => readFileSync(join(checkout, dirname(path), table), "utf8"),
}));
const shown = blocksFor("manifest").map((snippet) => ({ ...snippet, readText: () => TABLE }));

describe.each([...files, ...shown])("the manifest at $at", ({ text, readText }) => {
  it("is valid for the package and for editors, and has no secret in plain text", () => {
    const config = { get: (key: string) => ({ value: key, secret: true }), names: () => [] };
    const { warnings } = readManifest("exports.yaml", text, { config, readText });
    expect(warnings).toEqual([]);
    validate(parse(text, { merge: true }));
    expect(validate.errors ?? []).toEqual([]);
  });
});

it("at least one manifest was checked", () => expect([files.length, shown.length]).toEqual([2, 8]));
