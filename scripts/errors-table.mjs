// Writes docs/errors.md from the very table that error texts take their advice from.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import prettier from "prettier";

const page = new URL("../docs/errors.md", import.meta.url);

const cell = (text) => text.replaceAll("|", "\\|");

/** The whole page; a unit test compares it with the one that is checked in. */
export async function errorsPage(codes) {
  const rows = codes.map(
    ([code, status, meaning, remedy]) => `| ${code} | ${status} | ${cell(meaning)} | ${cell(remedy)} |`,
  );
  const text = [
    "# What to do about an error",
    "",
    "Errors state the platform's `code`; this is the advice they carry. Codes and their HTTP status are those of the",
    "platform's page [API status codes](https://docs.sevenbridges.com/reference/api-status-codes), the words are ours. Codes of",
    "apps, tasks and uploads are left out. An error without a code is judged by its HTTP status. Not published: which code",
    "refuses an export to another region of the same cloud. Written by `scripts/errors-table.mjs`.",
    "",
    "| code | HTTP | meaning | what to do |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
  return prettier.format(text, { ...(await prettier.resolveConfig(page)), parser: "markdown" });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { CODES } = createRequire(import.meta.url)("../dist/provider/platform/errors/remedies.js");
  writeFileSync(page, await errorsPage(CODES));
}
