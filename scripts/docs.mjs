// npm run docs: builds the site from docs/ and the doc comments.
import { ensureModules } from "./lib/modules.mjs";
import { main, say } from "./lib/run.mjs";
import { buildSite } from "./lib/site.mjs";

await main(async () => {
  await ensureModules();
  await buildSite();
  say("the site is in site/dist, ready for any static web server");
});
