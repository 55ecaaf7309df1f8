// Whether the generated files are those that the sources would give now.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { declaredNames } from "../lib/declared.mjs";
import { root } from "../lib/paths.mjs";
import { stamp } from "../lib/sdk.mjs";
import { errorsPage } from "../errors-table.mjs";
import { inputsPage } from "../inputs-table.mjs";
import { referencePages } from "../reference.mjs";

const text = (path) => readFile(join(root, path), "utf8").catch(() => "");
const built = (path) => createRequire(import.meta.url)(join(root, "dist/provider", path));

const compare = async (path, wanted, command) =>
  (await text(path)) === wanted ? [] : [`${path} is out of date (${command} writes it)`];

export const manifestSchema = () =>
  compare("schema/manifest.json", built("manifest/schema/json.js").schemaText(), "npm run schema");

export const packageSchema = () =>
  compare(
    "schema/pulumi.json",
    built("plugin/schema/packageSchema.js").packageSchemaText(declaredNames()),
    "npm run schema",
  );

/** By the schema from which they were generated: generating them again takes Go and some minutes, and a test does it. */
export async function sdks() {
  const hash = createHash("sha256")
    .update(await text("schema/pulumi.json"))
    .digest("hex");
  return compare(`sdk/${stamp}`, `${hash}\n`, "npm run sdk");
}

export async function pages() {
  const tables = built("runtime/inputTables.js");
  const reference = await referencePages(tables);
  const compared = [
    compare(
      "docs/errors.md",
      await errorsPage(built("platform/errors/remedies.js").CODES),
      "node scripts/errors-table.mjs",
    ),
    compare("docs/inputs.md", await inputsPage(tables), "node scripts/inputs-table.mjs"),
    ...Object.entries(reference).map(([path, wanted]) => compare(path, wanted, "npm run reference")),
  ];
  return (await Promise.all(compared)).flat();
}
