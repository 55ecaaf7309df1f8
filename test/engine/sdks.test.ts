// `npm run sdk`, into a folder of its own. The SDKs for Python and Go are run by the examples' test; those for TypeScript
// and .NET are looked at here alone.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { generateSdks, languages } from "../../scripts/lib/sdk.mjs";
import { checkout, newFolder } from "../support/project";

/** The first run on a machine compiles the generators. */
const MINUTES = 60_000;

const { resources, functions } = JSON.parse(readFileSync(join(checkout, "schema/pulumi.json"), "utf8")) as {
  resources: Record<string, object>;
  functions: Record<string, object>;
};
const pascal = (name: string) => name[0]!.toUpperCase() + name.slice(1);
const camel = (name: string) => name[0]!.toLowerCase() + name.slice(1);
const names = [...Object.keys(resources), ...Object.keys(functions)].map((token) => token.split(":").at(-1)!);

const tokensIn = (text: string) =>
  [...text.matchAll(/["']cavatica:index:(\w+)["']/g)].map(([, name]) => name);

/** Texts by path. */
const below = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.egg-info|__pycache__/.test(entry.parentPath))
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );

describe("the generated SDKs", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await newFolder({});
    await generateSdks(folder);
  }, 15 * MINUTES);

  it.each([
    ["python", "python/pyproject.toml", "Python"],
    ["go", "go/cavatica/go.mod", "Go"],
    ["nodejs", "nodejs/package.json", "TypeScript"],
    ["dotnet", "dotnet/Pulumi.Cavatica.csproj", ".NET"],
  ])("have one for %s, with its package file and a README", (language, packageFile, title) => {
    expect(languages).toContain(language);
    expect(readFileSync(join(folder, packageFile), "utf8")).toMatch(/cavatica/i);
    expect(readFileSync(join(folder, packageFile, "../README.md"), "utf8")).toContain(title);
  });

  it("have the Python one that is checked in", () => {
    expect(below(join(folder, "python"))).toEqual(below(join(checkout, "sdk/python")));
  });

  it("have every resource and function", () => {
    expect(names.length).toBeGreaterThanOrEqual(10);
    for (const name of names)
      for (const path of [
        `go/cavatica/${camel(name)}.go`,
        `nodejs/${camel(name)}.ts`,
        `dotnet/${pascal(name)}.cs`,
      ])
        expect(tokensIn(readFileSync(join(folder, path), "utf8")), path).toContain(name);
  });
});
