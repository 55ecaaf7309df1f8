// Installs the tarball in projects as users have them. Not every combination is tested: a handful covers each value
// that could matter. The oldest SDK is combined with the older compiler and the template settings of its time; the
// newest SDK with the newest compiler that it supports; and, for plain JavaScript, the last SDK that runs on Node 20.
// Program and provider process find the package from the program's folder, so each possible location of that folder is
// covered: beside node_modules, in a workspace below it, and, by `main`, below the project. One of the programs is that of
// the documentation.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStack, type Stack } from "../support/engine";
import { newInstallation, npx } from "../support/installed";
import { checkout, writeFiles } from "../support/project";
import { snippetsOf } from "../support/snippets";
import { sharedClock } from "../support/world";
import { type Simulator, startSimulator } from "../../simulator";

type Files = Record<string, string>;

interface Cell {
  title: string;
  installation: keyof typeof installations;
  /** Relative to the installation. */
  folder: string;
  /** Its program exports the demo platform's sample with that number. */
  files: (sample: number) => Files;
}

const installations = {
  oldest: ["@pulumi/pulumi@3.216.0", "typescript@5.9", "@types/node@18"],
  newest: ["@pulumi/pulumi@latest", "typescript@6.0", "@types/node@22", "ts-node@10.9"],
  javascript: ["@pulumi/pulumi@3.248.0"],
};

const project = (more: object = {}) => JSON.stringify({ name: "exports", runtime: "nodejs", ...more });
const javascript = { runtime: { name: "nodejs", options: { typescript: false } } };
const manifest = (more: object) => JSON.stringify({ name: "exports", private: true, ...more });

const location = (sample: number) => `run7/sample-${sample}.cram`;
const asModule = (sample: number) => `import { FileExport } from "pulumi-cavatica";

const sample = new FileExport("sample-1", {
  source: { file: "65a1f0c2e4b0a1b2c3d40${sample}c0" },
  destination: { volume: "lab/archive", location: "${location(sample)}" },
});
export const uri = sample.uri;
`;
/** CommonJS, sample 1. */
const firstStack = snippetsOf("docs/getting-started/typescript.md").find(
  ({ language }) => language === "js",
)!.text;

const entryPoints = `
import { type FileExportArgs, fromManifest, getFilesOutput, type Volume } from "pulumi-cavatica";
import { deploy, type DeployResult } from "pulumi-cavatica/automation";
import { type SimulatorOptions, startSimulator } from "pulumi-cavatica/simulator";
export const load = (): Record<string, Volume> => fromManifest("exports.yaml").volumes;
export const look = () => getFilesOutput({ project: "lab/run7" }).files;
export const run = (): Promise<DeployResult> => deploy({ stack: "prod", workDir: "." });
export const platform = async (options: SimulatorOptions): Promise<string> => (await startSimulator(options)).url;
// @ts-expect-error -- so it is known that these are types, not any
export const wrong: FileExportArgs = { source: { file: 1 } };
`;

/** The settings in Pulumi's templates. */
const typescript = (sample: number, settings: object) => ({
  "index.ts": asModule(sample),
  "entryPoints.ts": entryPoints,
  "tsconfig.json": JSON.stringify({
    compilerOptions: { strict: true, outDir: "bin", target: "es2020", sourceMap: true, ...settings },
    files: ["index.ts", "entryPoints.ts"],
  }),
});

const cells: Cell[] = [
  {
    title: "JavaScript, CommonJS: the documentation's program, in a workspace, `main` in a folder; SDK 3.248",
    installation: "javascript",
    folder: "packages/exports",
    files: () => ({
      "Pulumi.yaml": project({ ...javascript, main: "src" }),
      "package.json": manifest({ type: "commonjs" }),
      "src/index.js": firstStack,
    }),
  },
  {
    title: "TypeScript 5.9, CommonJS, moduleResolution node; SDK 3.216",
    installation: "oldest",
    folder: ".",
    files: (sample) => ({
      "Pulumi.yaml": project(),
      ...typescript(sample, { module: "commonjs", moduleResolution: "node" }),
    }),
  },
  {
    title: "TypeScript 6.0, CommonJS, moduleResolution nodenext; newest SDK",
    installation: "newest",
    folder: ".",
    files: (sample) => ({
      "Pulumi.yaml": project(),
      ...typescript(sample, { module: "nodenext", moduleResolution: "nodenext" }),
    }),
  },
  {
    title: "TypeScript 6.0, ES module by ts-node, in a workspace; newest SDK",
    installation: "newest",
    folder: "packages/exports",
    files: (sample) => ({
      "Pulumi.yaml": project(),
      "package.json": manifest({ type: "module" }),
      ...typescript(sample, { module: "nodenext", moduleResolution: "nodenext", target: "es2022" }),
    }),
  },
  {
    title: "JavaScript, ES module; SDK 3.248",
    installation: "javascript",
    folder: ".",
    files: (sample) => ({
      "Pulumi.yaml": project(javascript),
      "package.json": manifest({ type: "module" }),
      "index.js": asModule(sample),
    }),
  },
];

const clock = sharedClock(40);
const places = {} as Record<keyof typeof installations, string>;
let sim: Simulator;

beforeAll(async () => {
  sim = await startSimulator({ seed: "demo", jobSeconds: 8, now: clock.now });
  const names = Object.keys(installations) as (keyof typeof installations)[];
  await Promise.all(
    names.map(async (name) => {
      places[name] = await newInstallation(installations[name]);
    }),
  );
});
afterAll(() => sim.close());

const numbered = cells.map((cell, index) => ({ ...cell, sample: index + 1 }));
describe.each(numbered)("$title", ({ installation, folder, files, sample }) => {
  let stack: Stack;
  beforeAll(async () => {
    const dir = join(places[installation], folder);
    await writeFiles(dir, files(sample));
    const account = { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token };
    // As for users, Pulumi checks a program's types before running it.
    const env = { ...account, ...clock.env, PULUMI_NODEJS_TRANSPILE_ONLY: "" };
    stack = await openStack(dir, { env });
  });

  it("exports files", async () => {
    const { steps, diagnostics } = await stack.up();
    expect(steps).toEqual({ "sample-1": "create" });
    expect(diagnostics).toEqual([]);
    expect(await stack.outputs()).toEqual({ uri: `s3://lab-archive/${location(sample)}` });
    expect(sim.objects("lab/archive").map((object) => object.location)).toContain(location(sample));
  });

  it("changes nothing and makes no requests the second time", async () => {
    const before = sim.mark();
    const { changes } = await stack.up({ args: ["--expect-no-changes"] });
    expect(changes).toMatchObject({ same: 1, create: 0, update: 0, replace: 0, delete: 0 });
    expect(sim.countSince(before)).toBe(0);
  });
});

const inTypeScript = cells.filter(({ installation }) => installation !== "javascript");
it.each(inTypeScript)("$title: compiles with skipLibCheck off", async ({ installation, folder }) => {
  expect(await npx(join(places[installation], folder), "tsc", "--noEmit", "--skipLibCheck", "false")).toBe(
    "",
  );
});

it("compiles with a bundler's module resolution", async () => {
  const settings = ["--skipLibCheck", "false", "--module", "esnext", "--moduleResolution", "bundler"];
  expect(await npx(places.newest, "tsc", "--noEmit", ...settings)).toBe("");
});

it("includes its commands", async () => {
  const schema = await npx(places.javascript, "pulumi-cavatica", "schema");
  expect(schema).toBe(readFileSync(join(checkout, "schema/manifest.json"), "utf8"));
  expect(await npx(places.javascript, "pulumi-cavatica", "simulator", "--help")).toContain("--job-seconds");
});
