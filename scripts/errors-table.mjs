// Writes docs/errors.md from the very table that error texts take their advice from.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import prettier from "prettier";

const page = new URL("../docs/errors.md", import.meta.url);

/** The whole page; a unit test compares it with the one that is checked in. */
export async function errorsPage(remedies) {
  const rows = remedies.map(
    ([codes, remedy]) => `| ${codes.join(", ")} | ${remedy.replaceAll("|", "\\|")} |`,
  );
  const text = [
    "# What to do about an error",
    "",
    "Errors state the platform's `code`; this is the advice they carry. Codes are the platform's (its page",
    '"API status codes"). An error without a code is judged by its HTTP status. Written by `scripts/errors-table.mjs`.',
    "",
    "| code | what to do |",
    "| --- | --- |",
    ...rows,
  ].join("\n");
  return prettier.format(text, { ...(await prettier.resolveConfig(page)), parser: "markdown" });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { REMEDIES } = createRequire(import.meta.url)("../dist/provider/platform/remedies.js");
  writeFileSync(page, await errorsPage(REMEDIES));
}
