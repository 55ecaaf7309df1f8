import { readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";

const REPOSITORY = "https://github.com/pulumi-cavatica/pulumi-cavatica";
const docs = join(import.meta.dirname, "../../docs");

/** A link out of docs/, such as to an example, leads to the repository: the site holds the pages alone. */
function toRepository(href: string, page: string): string {
  if (/^(\w+:|#|\/)/.test(href)) return href;
  const path = join("docs", page, "..", href);
  return path.startsWith("docs/") ? href : `${REPOSITORY}/blob/main/${path}`;
}

const page = (text: string, link: string) => ({ text, link: `/${link}` });

const pagesIn = (folder: string) =>
  readdirSync(join(docs, folder))
    .filter((name) => name.endsWith(".md") && name !== "index.md")
    .map((name) => page(name.slice(0, -3), `${folder}/${name.slice(0, -3)}`));

/** TypeDoc's pages are built beside these (scripts/docs.mjs), so they are opened as another site. */
const typescript = { text: "TypeScript API", link: "/typescript/index.html", target: "_self" };

const sidebar = [
  {
    text: "Start",
    items: [page("Getting started", "getting-started"), page("Python, YAML, Go", "languages")],
  },
  {
    text: "Guides",
    items: [
      page("Manifests", "manifest"),
      page("Previews and the preflight", "preflight"),
      page("Verification", "verification"),
      page("Pipelines", "pipelines"),
      page("A bucket on AWS", "aws-bucket"),
      page("Networks and proxies", "network"),
      page("Command line", "command-line"),
    ],
  },
  {
    text: "Reference",
    items: [
      page("Overview", "reference/"),
      ...pagesIn("reference"),
      typescript,
      page("Effect of changing an input", "inputs"),
      page("Errors", "errors"),
    ],
  },
  {
    text: "Background",
    items: [
      page("Known limitations", "limits"),
      page("The platform's API", "platform"),
      page("Architecture", "architecture"),
      page("Benchmarks", "benchmarks"),
    ],
  },
];

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
    config: (md) =>
      md.core.ruler.push("links-out-of-docs", ({ tokens, env }) => {
        const { relativePath } = env as { relativePath: string };
        const links = tokens
          .flatMap(({ children }) => children ?? [])
          .filter(({ type }) => type === "link_open");
        for (const link of links)
          link.attrSet("href", toRepository(link.attrGet("href") ?? "", relativePath));
      }),
  },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    socialLinks: [{ icon: "github", link: REPOSITORY }],
    nav: [page("Get started", "getting-started"), page("Reference", "reference/"), page("Errors", "errors")],
    sidebar,
  },
});
