import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(__dirname, "../../..");

/** Every Markdown page of the project, wherever it lies. */
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...markdownBelow("docs"),
  ...markdownBelow("examples"),
];

function markdownBelow(folder: string): string[] {
  const all = existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    : [];
  return all
    .filter((path) => path.endsWith(".md") && !path.includes("node_modules"))
    .map((path) => join(folder, path));
}

const LINK = /\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g;

describe.each(pages)("%s", (page) => {
  it("links to what is there", () => {
    const folder = dirname(join(root, page));
    const links = [...readFileSync(join(root, page), "utf8").matchAll(LINK)].map(([, target]) => target!);
    const broken = links
      .map((target) => relative(root, join(folder, target)))
      .filter((path) => !existsSync(join(root, path)));
    expect(broken).toEqual([]);
  });
});
