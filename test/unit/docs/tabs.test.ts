import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
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
const { examplesIn, withTabs } = (await import(TABS)) as Tabs;

const FENCES: Readonly<Record<string, string>> = {
  TypeScript: "ts",
  Python: "python",
  YAML: "yaml",
  Go: "go",
};

const text = (path: string): string => readFileSync(join(checkout, path), "utf8");
const examples = pages().flatMap((path) => examplesIn(text(path)).map((example) => ({ path, ...example })));

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

  it("is found on each page of the reference and on others", () => {
    expect(examples.length).toBeGreaterThan(20);
    for (const path of pages()) expect(withTabs(text(path)), path).not.toContain("<!-- tabs");
  });

  it.each(examples)("has the languages that it promises, in order ($path)", ({ promised, blocks }) => {
    expect(blocks.map(({ title }) => title)).toEqual(promised);
    expect(blocks.map(({ language }) => language)).toEqual(promised.map((title) => FENCES[title]));
  });
});
