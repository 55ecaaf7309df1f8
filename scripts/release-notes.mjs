// npm run release:notes: prints the changelog's section of this version, as the text of its release.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./lib/paths.mjs";
import { main } from "./lib/run.mjs";
import { sectionOf } from "./release/history.mjs";

await main(async () => {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const notes = sectionOf(await readFile(join(root, "CHANGELOG.md"), "utf8"), version);
  if (!notes) throw new Error(`CHANGELOG.md has no section for ${version}`);
  console.log(notes);
});
