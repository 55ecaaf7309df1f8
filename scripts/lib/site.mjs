// The documentation site in site/dist: its pages by VitePress, and next to them the TypeScript API by TypeDoc.
import { join } from "node:path";
import { inModules, root } from "./paths.mjs";
import { run, say } from "./run.mjs";

const node = (script, ...args) => run(process.execPath, [inModules(script), ...args], { cwd: root });

/** Fails on a dead link, and on a public name whose types aren't public. */
export async function buildSite() {
  say("building the site's pages");
  await node("vitepress/bin/vitepress.js", "build", "site");
  say("building the TypeScript API's pages");
  await node("typedoc/bin/typedoc", "--options", join(root, "site/typedoc.json"));
}
