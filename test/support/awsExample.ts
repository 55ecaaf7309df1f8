// examples/aws-bucket in a folder of its own, compiled against Pulumi's AWS package and run with Pulumi's mocks.
import { execFile } from "node:child_process";
import { cp, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { checkout, newProject } from "./project";
import { folderOf } from "./scriptFolders";
import type { PropertyMap } from "./wire";

const exec = promisify(execFile);
const example = join(checkout, "examples/aws-bucket");
const modules = join(checkout, "node_modules");
const TSC = join(modules, "typescript/bin/tsc");
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export interface Declared {
  type: string;
  name: string;
  inputs: PropertyMap;
}

export interface MockRun {
  /** In the order of their creation; secrets as `{ secret: value }`. */
  resources: Declared[];
  outputs: Record<string, { value: unknown; secret: boolean }>;
}

/** Copies the example. Returns its folder, in which `compile` and `runWithMocks` work. */
export async function newAwsExample(): Promise<string> {
  const dir = await newProject({});
  for (const name of await readdir(example)) await cp(join(example, name), join(dir, name));
  const link = join(dir, "node_modules/@pulumi/aws");
  await mkdir(dirname(link), { recursive: true });
  await symlink(await folderOf("aws-sdk.mjs"), link);
  // The AWS package lies in a cache without the SDK, whose types it needs as well.
  const paths = {
    "@pulumi/pulumi": [join(modules, "@pulumi/pulumi")],
    "@pulumi/pulumi/*": [join(modules, "@pulumi/pulumi/*")],
  };
  const settings = { extends: "./tsconfig.json", compilerOptions: { paths }, files: ["index.ts"] };
  await writeFile(join(dir, "tsconfig.check.json"), JSON.stringify(settings));
  return dir;
}

/** The compiler's complaints: none if the program is right. */
export const compile = (dir: string): Promise<string> =>
  exec(process.execPath, [TSC, "-p", "tsconfig.check.json"], { cwd: dir }).then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );

export interface MockOptions {
  config: Record<string, string>;
  /** What providers would add to the inputs, by type. */
  outs: Record<string, PropertyMap>;
  secretKeys?: string[];
  /** Types whose creation takes a while. */
  slow?: string[];
}

/** Runs the compiled program. */
export async function runWithMocks(dir: string, options: MockOptions): Promise<MockRun> {
  const { config, outs, secretKeys = [], slow = [] } = options;
  const given = Object.entries(config).map(([key, value]) => [`project:${key}`, value] as const);
  const run = {
    config: Object.fromEntries(given),
    secretKeys: secretKeys.map((key) => `project:${key}`),
    ...{ outs, slow },
  };
  const env = { ...process.env, NODE_PATH: modules, MOCK_RUN: JSON.stringify(run) };
  const { stdout } = await exec(process.execPath, [join(checkout, "test/support/mockRun.mjs")], {
    cwd: dir,
    env,
  });
  return JSON.parse(stdout, (_key, value: unknown) => unwrapped(value)) as MockRun;
}

/** The wire's form of a secret holds its value beside a signature. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { value: inside, ...signature } = value as PropertyMap;
  return Object.values(signature).includes(SECRET) ? { secret: inside } : value;
}
