import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { blocksFor, checkOf } from "../../support/blocks";
import { checkout } from "../../support/project";
import { filesBelow, type Snippet, snippetsOf } from "../../support/snippets";

/** Names that snippets use without declaring them: this package's, and values that readers have. */
const GIVEN = `
import type * as pulumi from "@pulumi/pulumi";
type Package = typeof import("pulumi-cavatica");
declare global {
  const FileExport: Package["FileExport"], BulkFileExport: Package["BulkFileExport"];
  const FileImport: Package["FileImport"], BulkFileImport: Package["BulkFileImport"];
  const ProjectExport: Package["ProjectExport"], Volume: Package["Volume"], Provider: Package["Provider"];
  const getFile: Package["getFile"], getFiles: Package["getFiles"];
  const getVolume: Package["getVolume"], getExport: Package["getExport"];
  const fromManifest: Package["fromManifest"];
  const deploy: typeof import("../provider/automation").deploy;
  const files: { id: string; name: string; path: string }[];
  const names: string[];
  const config: pulumi.Config;
  const source: { file: string };
  const destination: { volume: string; location: string };
}`;

const FOLDER = join(checkout, "snippets");

/**
 * By language and kind of module: only ES modules may use top-level await, only CommonJS modules assign to `exports`.
 */
function endingOf({ language, text }: Snippet): string {
  if (language === "js") return "cjs";
  return /^export =/m.test(text) ? "cts" : "mts";
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node20,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ["node"],
  paths: {
    "pulumi-cavatica": [join(checkout, "provider/index.ts")],
    "pulumi-cavatica/simulator": [join(checkout, "simulator/index.ts")],
    "pulumi-cavatica/automation": [join(checkout, "provider/automation/index.ts")],
  },
  strict: true,
  exactOptionalPropertyTypes: true,
  moduleDetection: ts.ModuleDetectionKind.Force,
  skipLibCheck: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
};

function complaintsAbout(texts: ReadonlyMap<string, string>): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const disk = { ...host };
  host.fileExists = (path) => texts.has(path) || disk.fileExists(path);
  host.readFile = (path) => texts.get(path) ?? disk.readFile(path);
  host.getSourceFile = (path, language) => {
    const text = texts.get(path);
    return text === undefined
      ? disk.getSourceFile(path, language)
      : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  return program.getSourceFiles().flatMap((file) => {
    if (!texts.has(file.fileName)) return [];
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${file.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
}

it("every TypeScript and JavaScript example in docs and comments compiles", () => {
  const sources = [...filesBelow("provider", ".ts"), ...filesBelow("simulator", ".ts")];
  const inComments = sources.flatMap(snippetsOf).filter((snippet) => checkOf(snippet) === "compiler");
  const snippets = [...blocksFor("compiler"), ...inComments];
  // As last counted: 33 on pages, 14 in comments.
  expect(snippets.length).toBeGreaterThanOrEqual(40);
  const texts = new Map(
    snippets.map((snippet) => {
      const name = `${snippet.at.replace(/\W/g, "_")}.${endingOf(snippet)}`;
      return [join(FOLDER, name), snippet.text];
    }),
  );
  expect(complaintsAbout(new Map([[join(FOLDER, "given.d.ts"), GIVEN], ...texts]))).toEqual([]);
}, 120_000);
