// The tarball in projects as users have them. Not every combination: a handful, in which every value occurs that could
// matter, beside what its users usually have. The oldest SDK with the older compiler and the settings of templates of
// its time; the newest SDK with the newest compiler that it takes; and, for plain JavaScript, the last SDK that runs on
// Node 20. Program and provider process find the package from the program's folder, so each place occurs where that may
// lie: beside node_modules, in a workspace below it, and, by `main`, below the project.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStack, type Stack } from "../support/engine";
import { newInstallation, npx } from "../support/installed";
import { checkout, writeFiles } from "../support/project";
import { sharedClock } from "../support/world";
import { type Simulator, startSimulator } from "../simulator";

type Files = Record<string, string>;

interface Cell {
  title: string;
  installation: keyof typeof installations;
  /** Below the installation. */
  folder: string;
  files: (file: string) => Files;
}

const installations = {
  oldest: ["@pulumi/pulumi@3.216.0", "typescript@5.9", "@types/node@18"],
  newest: ["@pulumi/pulumi@latest", "typescript@6.0", "@types/node@22", "ts-node@10.9"],
  javascript: ["@pulumi/pulumi@3.248.0"],
};

const project = (more: object = {}) => JSON.stringify({ name: "exports", runtime: "nodejs", ...more });
const javascript = { runtime: { name: "nodejs", options: { typescript: false } } };
const manifest = (more: object) => JSON.stringify({ name: "exports", private: true, ...more });

const declaration = (file: string) => `const sample = new FileExport("sample-1", {
  source: { file: "${file}" },
  destination: { volume: "lab/archive", location: "${file}.cram" },
});`;
const asModule = (file: string) =>
  `import { FileExport } from "pulumi-cavatica";\n${declaration(file)}\nexport const uri = sample.uri;\n`;
const asCommonJs = (file: string) =>
  `const { FileExport } = require("pulumi-cavatica");\n${declaration(file)}\nexports.uri = sample.uri;\n`;

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

/** The settings of Pulumi's templates. */
const typescript = (file: string, settings: object) => ({
  "index.ts": asModule(file),
  "entryPoints.ts": entryPoints,
  "tsconfig.json": JSON.stringify({
    compilerOptions: { strict: true, outDir: "bin", target: "es2020", sourceMap: true, ...settings },
    files: ["index.ts", "entryPoints.ts"],
  }),
});

const cells: Cell[] = [
  {
    title: "TypeScript 5.9, CommonJS, moduleResolution node; SDK 3.216",
    installation: "oldest",
    folder: ".",
    files: (file) => ({
      "Pulumi.yaml": project(),
      ...typescript(file, { module: "commonjs", moduleResolution: "node" }),
    }),
  },
  {
    title: "TypeScript 6.0, CommonJS, moduleResolution nodenext; newest SDK",
    installation: "newest",
    folder: ".",
    files: (file) => ({
      "Pulumi.yaml": project(),
      ...typescript(file, { module: "nodenext", moduleResolution: "nodenext" }),
    }),
  },
  {
    title: "TypeScript 6.0, ES module by ts-node, in a workspace; newest SDK",
    installation: "newest",
    folder: "packages/exports",
    files: (file) => ({
      "Pulumi.yaml": project(),
      "package.json": manifest({ type: "module" }),
      ...typescript(file, { module: "nodenext", moduleResolution: "nodenext", target: "es2022" }),
    }),
  },
  {
    title: "JavaScript, ES module; SDK 3.248",
    installation: "javascript",
    folder: ".",
    files: (file) => ({
      "Pulumi.yaml": project(javascript),
      "package.json": manifest({ type: "module" }),
      "index.js": asModule(file),
    }),
  },
  {
    title: "JavaScript, CommonJS, in a workspace, `main` in a folder; SDK 3.248",
    installation: "javascript",
    folder: "packages/exports",
    files: (file) => ({
      "Pulumi.yaml": project({ ...javascript, main: "src" }),
      "package.json": manifest({ type: "commonjs" }),
      "src/index.js": asCommonJs(file),
    }),
  },
];

const clock = sharedClock(40);
const places = {} as Record<keyof typeof installations, string>;
let sim: Simulator;

beforeAll(async () => {
  sim = await startSimulator({ jobSeconds: 8, now: clock.now });
  sim.addVolume({ name: "archive", bucket: "lab-archive" });
  const names = Object.keys(installations) as (keyof typeof installations)[];
  await Promise.all(
    names.map(async (name) => {
      places[name] = await newInstallation(installations[name]);
    }),
  );
});
afterAll(() => sim.close());

describe.each(cells)("$title", ({ installation, folder, files }) => {
  let file: string;
  let stack: Stack;
  beforeAll(async () => {
    const dir = join(places[installation], folder);
    file = sim.addFile({ project: "lab/run7", path: `${installation}-${folder.length}.cram`, size: 1000 }).id;
    await writeFiles(dir, files(file));
    const account = { SB_API_ENDPOINT: sim.url, SB_AUTH_TOKEN: sim.token };
    // As for users: Pulumi checks a program's types before it runs it.
    const env = { ...account, ...clock.env, PULUMI_NODEJS_TRANSPILE_ONLY: "" };
    stack = await openStack(dir, { env });
  });

  it("exports", async () => {
    const { steps, diagnostics } = await stack.up();
    expect(steps).toEqual({ "sample-1": "create" });
    expect(diagnostics).toEqual([]);
    expect(await stack.outputs()).toEqual({ uri: `s3://lab-archive/${file}.cram` });
    expect(sim.objects("lab/archive").map(({ location }) => location)).toContain(`${file}.cram`);
  });

  it("changes nothing, and asks nothing, the second time", async () => {
    const before = sim.mark();
    const { changes } = await stack.up({ args: ["--expect-no-changes"] });
    expect(changes).toMatchObject({ same: 1, create: 0, update: 0, replace: 0, delete: 0 });
    expect(sim.countSince(before)).toBe(0);
  });
});

const inTypeScript = cells.filter(({ installation }) => installation !== "javascript");
it.each(inTypeScript)(
  "$title: passes the compiler with skipLibCheck off",
  async ({ installation, folder }) => {
    expect(await npx(join(places[installation], folder), "tsc", "--noEmit", "--skipLibCheck", "false")).toBe(
      "",
    );
  },
);

it("passes the compiler as for a bundler", async () => {
  const settings = ["--skipLibCheck", "false", "--module", "esnext", "--moduleResolution", "bundler"];
  expect(await npx(places.newest, "tsc", "--noEmit", ...settings)).toBe("");
});

it("brings its commands along", async () => {
  const schema = await npx(places.javascript, "pulumi-cavatica", "schema");
  expect(schema).toBe(await readFile(join(checkout, "schema/manifest.json"), "utf8"));
  expect(await npx(places.javascript, "pulumi-cavatica", "simulator", "--help")).toContain("--job-seconds");
});
