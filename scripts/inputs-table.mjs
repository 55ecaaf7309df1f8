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
  "as changed. `refused`: the preview fails with what to do. `*` is any item of a list or any key of a map. Written by",
  "`scripts/inputs-table.mjs`.",
  "",
  "- **FileExport**: a finished move of a file can't be done again, so a replacement of one is refused in preview.",
  "- **BulkFileExport**, **BulkFileImport**: an update starts the jobs of items that are new, changed, or failed before.",
  "- **Volume**: with another `bucket` or `prefix` it stays, and stands for another place: aliases of its objects and later",
  "  exports follow, nothing is exported again, and a warning says so before. A replacement deletes first, since the new",
  "  volume may have the old one's name. What the program imports from the volume or copies to it goes before, and is done",
  "  anew on the new one. While other files are aliases of objects on it, that is refused, and the volume stays as it is.",
  "- **FileImport**: a replacement in the same folder under the same name deletes first.",
  "",
];

const row =
  (resource) =>
  ([input, effect]) =>
    `| ${resource} | \`${input}\` | ${effect} |`;

/** The whole page; a unit test compares it with the one that is checked in. */
export async function inputsPage({ INPUT_TABLES, inputRows }) {
  const rows = Object.keys(INPUT_TABLES).flatMap((resource) => inputRows(resource).map(row(resource)));
  const text = [...head, "| resource | input | a change |", "| --- | --- | --- |", ...rows].join("\n");
  return prettier.format(text, { ...(await prettier.resolveConfig(page)), parser: "markdown" });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const tables = createRequire(import.meta.url)("../dist/provider/runtime/inputTables.js");
  writeFileSync(page, await inputsPage(tables));
}
