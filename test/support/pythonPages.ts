// The Python blocks of pages, run with Pulumi's mocks against the generated SDK.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { functionProblems, resourceProblems } from "./packageSchema";
import { SIGNATURE } from "./oddValues";
import { checkout } from "./project";
import { folderOf } from "./scriptFolders";
import type { Snippet } from "./snippets";

const exec = promisify(execFile);

/** What a run has declared and looked up, each with its type or token, and the traceback if it has failed. */
interface Run {
  resources: [type: string, inputs: unknown][];
  calls: [token: string, args: unknown][];
  error: string | null;
}

/** What a look-up finds. */
const FILE = { id: "65a1f0c2e4b0a1b2c3d401c0", name: "a.cram", path: "aligned/a.cram" };
const FUNCTIONS = {
  "cavatica:index:getFile": { ...FILE, metadata: {} },
  "cavatica:index:getFiles": { files: [{ ...FILE, metadata: { sample_id: "one" } }] },
  "cavatica:index:getVolume": { id: "lab/archive", accessMode: "RW", bucket: "lab-archive" },
  "cavatica:index:getExport": { state: "COMPLETED" },
  "cavatica:index:getExportResults": {
    results: { "lab/archive/run7/sample-1.cram": { state: "COMPLETED" } },
  },
  "cavatica:index:getImportResults": { results: {} },
};

/** What a part of a program has before it. */
const BEFORE = `import pulumi
import pulumi_cavatica as cavatica
`;
const BULK = (variable: string, type: string, more: string): string =>
  `${variable} = cavatica.${type}("${variable}", volume="lab/archive", items=[], ${more})\n`;
const GIVEN: Readonly<Record<string, string>> = {
  run: BULK("run", "BulkFileExport", ""),
  run7: BULK("run7", "BulkFileExport", ""),
  panels: BULK("panels", "BulkFileImport", 'project="lab/run7"'),
};

function whole(text: string): string {
  if (/^import pulumi_cavatica/m.test(text)) return text;
  const missing = Object.keys(GIVEN).filter((name) => text.includes(`${name}.jobs`));
  return `${BEFORE}${missing.map((name) => GIVEN[name]).join("")}${text}`;
}

/** The engine marks secrets. */
const plain = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && SIGNATURE in value
    ? (value as { value?: unknown }).value
    : value;

async function runAll(programs: readonly string[]): Promise<Run[]> {
  const python = join(await folderOf("python-sdk.mjs"), "bin/python");
  const script = join(checkout, "test/support/python/run_pages.py");
  const running = exec(python, ["-B", script], { maxBuffer: 1 << 26 });
  running.child.stdin?.end(JSON.stringify({ programs, functions: FUNCTIONS }));
  return JSON.parse((await running).stdout, plain) as Run[];
}

/** What is wrong with each program; nothing, or one that fails before it declares anything, counts as wrong, too. */
export async function pythonProblems(snippets: readonly Pick<Snippet, "text">[]): Promise<string[][]> {
  const runs = await runAll(snippets.map(({ text }) => whole(text)));
  return runs.map(({ resources, calls, error }) => [
    ...(error === null ? [] : [error]),
    ...(resources.length + calls.length > 0 ? [] : ["it declares nothing"]),
    ...resources.flatMap(([type, inputs]) => resourceProblems(type, inputs)),
    ...calls.flatMap(([token, args]) => functionProblems(token, args)),
  ]);
}
