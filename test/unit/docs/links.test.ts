import { describe, expect, it } from "vitest";
import { brokenLinks } from "../../support/links";
import { filesBelow, pages } from "../../support/snippets";

interface Item {
  link?: string;
  items?: Item[];
}

// A variable, since the compiler takes no .mts file here.
const SIDEBAR: string = "../../../site/.vitepress/sidebar.mts";

/** The start page, and the pages of Pulumi's registry. */
const NOT_LISTED = ["/index", "/_index", "/installation-configuration"];

const linksIn = (items: readonly Item[]): string[] =>
  items.flatMap(({ link, items: below = [] }) => [...(link === undefined ? [] : [link]), ...linksIn(below)]);

describe.each(pages())("%s", (page) => {
  it("has no links to files or headings that don't exist", () => expect(brokenLinks(page)).toEqual([]));
});

describe("the site's sidebar", () => {
  it("leads to each page, and to nothing else", async () => {
    const { sidebar } = (await import(SIDEBAR)) as { sidebar: Item[] };
    const links = linksIn(sidebar).filter((link) => !link.startsWith("/typescript/"));
    const files = filesBelow("docs", ".md").map((path) => path.replace(/^docs/, "").replace(/\.md$/, ""));
    const wanted = files
      .filter((path) => !NOT_LISTED.includes(path))
      .map((path) => path.replace(/\/index$/, "/"));
    expect([...links].sort()).toEqual(wanted.sort());
  });
});
