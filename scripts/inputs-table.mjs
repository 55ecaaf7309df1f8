// Writes docs/inputs.md from the very tables that `diff` goes by.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import prettier from "prettier";

const page = new URL("../docs/inputs.md", import.meta.url);

const head = [
  "# What a change of an input does",
  "",
  "`update`: the resource is changed in place, or its jobs go on. `replace`: another one is made, and this one is deleted.",
  "`none`: nothing is done; the new value counts from the next job on. An input that isn't known yet in a preview shows",
  "as changed. Written by `scripts/inputs-table.mjs`.",
  "",
  "- **FileExport**: a finished move of a file can't be done again, so a replacement of one is refused in preview.",
  "- **BulkFileExport**, **BulkFileImport**: an update starts the jobs of items that are new, changed, or failed before.",
  "- **Volume**: a replacement deletes first, since a bucket can't be mounted twice. While files are aliases of objects",
  "  on the volume, that is refused, and the volume stays as it is.",
  "- **FileImport**: a replacement in the same folder under the same name deletes first.",
  "",
];

// Our classes add inputs of their own, which nobody writes.
const own = ([input]) => !input.startsWith("__");
const row =
  (resource) =>
  ([input, effect]) =>
    `| ${resource} | \`${input}\` | ${effect} |`;

/** The whole page; a unit test compares it with the one that is checked in. */
export async function inputsPage(tables) {
  const rows = Object.entries(tables).flatMap(([resource, table]) =>
    Object.entries(table).filter(own).map(row(resource)),
  );
  const text = [...head, "| resource | input | a change |", "| --- | --- | --- |", ...rows].join("\n");
  return prettier.format(text, { ...(await prettier.resolveConfig(page)), parser: "markdown" });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { INPUT_TABLES } = createRequire(import.meta.url)("../dist/provider/runtime/inputTables.js");
  writeFileSync(page, await inputsPage(INPUT_TABLES));
}
