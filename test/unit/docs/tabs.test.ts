import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checkout } from "../../support/project";
import { pages } from "../../support/snippets";

interface Example {
  promised: string[];
  blocks: { title: string; language: string; text: string }[];
}

interface Tabs {
  examplesIn(page: string): Example[];
  withTabs(page: string): string;
}

// A variable, since the compiler takes no .mts file here.
const TABS: string = "../../../site/.vitepress/tabs.mts";
let tabs: Tabs;
beforeAll(async () => {
  tabs = (await import(TABS)) as Tabs;
});
const examplesIn = (page: string): Example[] => tabs.examplesIn(page);
const withTabs = (page: string): string => tabs.withTabs(page);

const FENCES: Readonly<Record<string, string>> = {
  TypeScript: "ts",
  Python: "python",
  YAML: "yaml",
  Go: "go",
};

const text = (path: string): string => readFileSync(join(checkout, path), "utf8");

const block = (title: string, language: string) => `**${title}**\n\n\`\`\`${language}\nshown\n\`\`\`\n\n`;
const PAGE = `Before

<!-- tabs in TypeScript, Go -->

${block("TypeScript", "ts")}<details>
<summary>Go</summary>

${block("Go", "go")}</details>

<!-- /tabs -->

after`;

describe("an example in several languages", () => {
  it("becomes a group of tabs, without the fold", () => {
    expect(withTabs(PAGE)).toBe(
      "Before\n\n::: code-group\n\n```ts [TypeScript]\nshown\n```\n\n```go [Go]\nshown\n```\n\n:::\n\nafter",
    );
    expect(examplesIn(PAGE)[0]!.promised).toEqual(["TypeScript", "Go"]);
  });

  it.each([
    ["text that the tabs would lose", PAGE.replace("</details>", "Lost.\n\n</details>"), /: Lost\.$/],
    ["no end", PAGE.replace("<!-- /tabs -->", ""), /no other end: <!-- tabs in/],
    ["no start", PAGE.replace("<!-- tabs", "<!-- taps"), /no other end: <!-- \/tabs/],
  ])("is refused if it has %s", (_, page, words) => {
    expect(() => withTabs(page)).toThrow(words);
  });

  it.each(pages())("on %s has the languages that it promises, in order", (path) => {
    expect(withTabs(text(path))).not.toMatch(/^<!-- \/?tabs/m);
    for (const { promised, blocks } of examplesIn(text(path))) {
      expect(blocks.map(({ title }) => title)).toEqual(promised);
      expect(blocks.map(({ language }) => language)).toEqual(promised.map((title) => FENCES[title]));
    }
  });

  it("is on each page of the reference and on others", () => {
    const numbers = pages().map((path) => [path, examplesIn(text(path)).length] as const);
    const [reference, others] = [true, false].map((wanted) =>
      numbers.filter(([path]) => path.startsWith("docs/reference/") === wanted),
    );
    expect(reference!.filter(([, number]) => number === 0).map(([path]) => path)).toEqual([
      "docs/reference/index.md",
    ]);
    expect(others!.reduce((sum, [, number]) => sum + number, 0)).toBeGreaterThanOrEqual(13);
  });
});
