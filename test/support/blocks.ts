// What checks each code block of the pages. Tests take their blocks from here, so that none can have a check in name alone.
import { pages, type Snippet, snippetsOf } from "./snippets";
import { isProgram } from "./yamlProgram";

/** The checks, and the test that makes each. */
export const CHECKS = {
  /** TypeScript and JavaScript: the compiler, with the package's types. */
  compiler: "test/unit/docs/snippets.test.ts",
  /** Python: run with Pulumi's mocks and the generated SDK; the schema has the inputs that it declares. */
  mocks: "test/engine/pythonPages.test.ts",
  /** Python with the platform's own client: run with it, on a simulated platform. */
  client: "test/conformance/test_pages.py",
  /** Go: `go vet`, with the generated SDK. */
  vet: "test/engine/referenceGo.test.ts",
  /** A Pulumi program in YAML, or a part of one: its types, inputs, options and references are in the schema. */
  program: "test/unit/docs/yamlPrograms.test.ts",
  /** A manifest: read as `fromManifest` does, and by the schema for editors. */
  manifest: "test/unit/docs/manifests.test.ts",
  /** A shell script: bash reads it; the programs are known, and ours, npm's and Pulumi's have these commands and flags. */
  commands: "test/unit/docs/shell.test.ts",
  /** Profiles of the credentials file: read as the package does. */
  profiles: "test/unit/docs/blocks.test.ts",
  /** What a program prints: our sources have these words. */
  output: "test/unit/docs/blocks.test.ts",
  /** A drawing: the files and names in it exist. */
  drawing: "test/unit/docs/blocks.test.ts",
} as const;

export type Check = keyof typeof CHECKS;

type Choice = Check | ((text: string) => Check);

/** By a block's language. A language that is missing here has no check, which a test refuses. */
const BY_LANGUAGE: ReadonlyMap<string, Choice> = new Map<string, Choice>([
  ["ts", "compiler"],
  ["js", "compiler"],
  ["python", (text) => (/^import sevenbridges/m.test(text) ? "client" : "mocks")],
  ["go", "vet"],
  ["yaml", (text) => (isProgram(text) ? "program" : "manifest")],
  ["sh", "commands"],
  ["bash", "commands"],
  ["ini", "profiles"],
  ["text", (text) => (text.includes("─▶") ? "drawing" : "output")],
]);

export function checkOf({ language, text }: Pick<Snippet, "language" | "text">): Check | undefined {
  const choice = BY_LANGUAGE.get(language);
  return typeof choice === "function" ? choice(text) : choice;
}

/** The pages' blocks that a check has to look at. */
export const blocksFor = (check: Check): Snippet[] =>
  pages()
    .flatMap(snippetsOf)
    .filter((snippet) => checkOf(snippet) === check);
