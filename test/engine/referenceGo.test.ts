// The Go programs that the pages show, each a package of one module, compiled against the generated SDK.
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { goModule, vet } from "../support/goProject";
import { newFolder } from "../support/project";
import { pages, snippetsOf } from "../support/snippets";

/** The first run on a machine compiles Pulumi's Go SDK. */
const MINUTES = 60_000;

const MODULES = [
  "github.com/pulumi-cavatica/pulumi-cavatica/sdk/go/cavatica",
  "github.com/pulumi/pulumi/sdk/v3/go/pulumi",
];

/** A piece of a program begins with a comment that says which resource of another page it uses. */
const OTHER = /^\/\/ (\w+): the (\w+) of its own page\n/;

const whole = (text: string): string => {
  const [, variable, type] = OTHER.exec(text) ?? [];
  if (!variable) return `${text}\n`;
  const imports = MODULES.map((path) => `"${path}"`).join("; ");
  const header = `func use(ctx *pulumi.Context, ${variable} *cavatica.${type})`;
  return `package main\n\nimport (${imports})\n\nfunc main() {}\n\n${header} {\n${text}\n}\n`;
};

const programs = [...pages(), "scripts/sdk/README.go.md"]
  .flatMap(snippetsOf)
  .filter(({ language }) => language === "go")
  .map(({ at, text }) => [`${basename(at).replace(/\W/g, "_")}/main.go`, whole(text)] as const);

describe("the Go programs in the docs", () => {
  it(
    "compile and pass go vet",
    async () => {
      // Seven resources, six functions, docs/languages.md, and the SDK's README.
      expect(programs.length).toBeGreaterThanOrEqual(15);
      const dir = await newFolder({ ...(await goModule("pages")), ...Object.fromEntries(programs) });
      await vet(dir);
    },
    15 * MINUTES,
  );
});
