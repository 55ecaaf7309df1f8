import { join } from "node:path";
import { defineConfig } from "vitepress";
import { sidebar } from "./sidebar.mjs";
import { withTabs } from "./tabs.mjs";

const REPOSITORY = "https://github.com/pulumi-cavatica/pulumi-cavatica";

/** How a page of the npm package names a page that isn't in it. */
const PAGE_THERE = `${REPOSITORY}/blob/main/docs/`;

/** A link out of docs/, such as to an example, leads to the repository: the site holds the pages alone. */
function toRepository(href: string, page: string): string {
  if (href.startsWith(PAGE_THERE)) return href.replace(PAGE_THERE, "/");
  if (/^(\w+:|#|\/)/.test(href)) return href;
  const path = join("docs", page, "..", href);
  return path.startsWith("docs/") ? href : `${REPOSITORY}/blob/main/${path}`;
}

export default defineConfig({
  title: "pulumi-cavatica",
  description: "Storage exports from CAVATICA and the Seven Bridges platforms, declared as Pulumi resources",
  lang: "en",
  // Where the site isn't at the top of its host, such as "/pulumi-cavatica/" on GitHub Pages.
  base: process.env["DOCS_BASE"] ?? "/",
  srcDir: "../docs",
  // Pages of Pulumi's registry, in its own format.
  srcExclude: ["_index.md", "installation-configuration.md"],
  outDir: "dist",
  markdown: {
    config: (md) => {
      md.core.ruler.before("block", "tabs", (state) => {
        state.src = withTabs(state.src);
      });
      md.core.ruler.push("links-out-of-docs", ({ tokens, env }) => {
        const { relativePath } = env as { relativePath: string };
        const links = tokens
          .flatMap(({ children }) => children ?? [])
          .filter(({ type }) => type === "link_open");
        for (const link of links)
          link.attrSet("href", toRepository(link.attrGet("href") ?? "", relativePath));
      });
    },
  },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    socialLinks: [{ icon: "github", link: REPOSITORY }],
    nav: [
      { text: "Get started", link: "/getting-started" },
      { text: "Reference", link: "/reference/" },
      { text: "Errors", link: "/errors" },
    ],
    sidebar,
  },
});
