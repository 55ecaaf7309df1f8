// What Pulumi's registry asks of a package: https://github.com/pulumi/registry (.github/pull_request_template.md).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkout } from "../../support/project";
import { snippetsOf } from "../../support/snippets";

const read = (path: string): string => readFileSync(join(checkout, path), "utf8");
const frontMatter = (path: string): unknown => parse(/^---\n(.*?)\n---\n/s.exec(read(path))![1]!);

const schema = JSON.parse(read("schema/pulumi.json")) as {
  displayName: string;
  publisher: string;
  description: string;
  repository: string;
  logoUrl: string;
  keywords: string[];
  config: { variables: Record<string, object> };
};
const CATEGORIES = ["cloud", "infrastructure", "network", "database", "monitoring", "utility"];
const OVERVIEW = "docs/_index.md";
const INSTALLATION = "docs/installation-configuration.md";

describe("the registry's pages", () => {
  it.each([
    [OVERVIEW, "CAVATICA"],
    [INSTALLATION, "CAVATICA Installation & Configuration"],
  ])("%s has the front matter of a package's page", (path, title) => {
    const meta_desc = expect.stringMatching(/^[A-Z].{40,158}\.$/) as string;
    expect(frontMatter(path)).toEqual({ title, meta_desc, layout: "package" });
  });

  it("the overview has an example in every language that can be chosen", () => {
    const text = read(OVERVIEW);
    const offered = /chooser language "(.*?)"/.exec(text)![1]!.split(",");
    expect([...text.matchAll(/{{% choosable language (\w+) %}}/g)].map(([, name]) => name)).toEqual(offered);
    expect(text.match(/{{% \/choosable %}}/g)).toHaveLength(offered.length);
    expect(snippetsOf(OVERVIEW).map(({ language }) => language)).toEqual(["ts", "python", "go", "yaml"]);
  });

  it("the installation page names every setting, both ways to set one, and how to get the plugin", () => {
    const text = read(INSTALLATION);
    const named = [...text.matchAll(/^\| `cavatica:(\w+)`/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(schema.config.variables));
    for (const words of [
      "pulumi config set cavatica:",
      "export SB_",
      "pulumi plugin install resource cavatica",
    ])
      expect(text).toContain(words);
  });

  it("aren't pages of our own site, whose generator takes their braces for its own", () => {
    expect(read("site/.vitepress/config.mts")).toContain(
      'srcExclude: ["_index.md", "installation-configuration.md"]',
    );
  });
});

describe("the registry's metadata in the schema", () => {
  it("names package, publisher and repository", () => {
    expect(schema).toMatchObject({
      displayName: "CAVATICA",
      publisher: "The pulumi-cavatica authors",
      repository: "https://github.com/pulumi-cavatica/pulumi-cavatica",
    });
    expect(schema.description.length).toBeGreaterThan(20);
  });

  it("has one category and one kind", () => {
    const of = (start: string) =>
      schema.keywords.filter((word) => word.startsWith(start)).map((word) => word.slice(start.length));
    expect(of("category/")).toHaveLength(1);
    expect(CATEGORIES).toEqual(expect.arrayContaining(of("category/")));
    expect(of("kind/")).toEqual(["native"]);
  });

  it("has a logo of the registry's format and size, beside its source", () => {
    const path = schema.logoUrl.split("/pulumi-cavatica/pulumi-cavatica/main/")[1]!;
    const png = readFileSync(join(checkout, path));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    // Width and height are the first members of the first chunk.
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([100, 100]);
    expect(read(path.replace(".png", ".svg"))).toContain('viewBox="0 0 100 100"');
  });
});
