// Writes docs/reference, and the examples of some other pages, from schema/pulumi.json, which is generated from the sources' definitions and doc comments.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import prettier from "prettier";
import { ensureBuild } from "./lib/build.mjs";
import { root } from "./lib/paths.mjs";
import { FUNCTIONS, RESOURCES } from "./reference/examples.mjs";
import { functionPage, resourcePage } from "./reference/page.mjs";
import { indexPage } from "./reference/indexPage.mjs";
import { pagesWithExamples } from "./reference/pageExamples.mjs";

const folder = "docs/reference";

/** Every page by path; a unit test compares them with the checked-in ones. */
export async function referencePages({ INPUT_TABLES }) {
  const pages = {
    index: indexPage(),
    ...Object.fromEntries(
      Object.entries(RESOURCES).map(([token, use]) => [token, resourcePage(token, use, INPUT_TABLES[token])]),
    ),
    ...Object.fromEntries(Object.entries(FUNCTIONS).map(([token, use]) => [token, functionPage(token, use)])),
  };
  const options = { ...(await prettier.resolveConfig(join(root, folder, "index.md"))), parser: "markdown" };
  const named = Object.entries(pages).map(([name, text]) => [`${folder}/${name}.md`, text]);
  const entries = [...named, ...Object.entries(pagesWithExamples())].map(async ([path, text]) => [
    path,
    await prettier.format(text, options),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  mkdirSync(join(root, folder), { recursive: true });
  await ensureBuild();
  const tables = createRequire(import.meta.url)("../dist/provider/runtime/inputTables.js");
  for (const [path, text] of Object.entries(await referencePages(tables)))
    writeFileSync(join(root, path), text);
}
