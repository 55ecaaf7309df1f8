// The Go programs that the pages show, each a package of one module, compiled against the generated SDK.
import { describe, expect, it } from "vitest";
import { blocksFor, checkOf } from "../support/blocks";
import { goModule, vet } from "../support/goProject";
import { newFolder } from "../support/project";
import { snippetsOf } from "../support/snippets";

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

const readme = snippetsOf("scripts/sdk/README.go.md").filter((snippet) => checkOf(snippet) === "vet");
const programs = [...blocksFor("vet"), ...readme].map(
  ({ at, text }) => [`${at.replace(/\W/g, "_")}/main.go`, whole(text)] as const,
);

describe("the Go programs in the docs", () => {
  it(
    "compile and pass go vet",
    async () => {
      // Seven resources and six functions of the reference, the SDK's README, and at least ten on other pages.
      expect(programs.length).toBeGreaterThanOrEqual(24);
      const dir = await newFolder({ ...(await goModule("pages")), ...Object.fromEntries(programs) });
      await vet(dir);
    },
    15 * MINUTES,
  );
});
