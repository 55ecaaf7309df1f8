// Temporary Pulumi projects that use this checkout as their installed package.
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll } from "vitest";
import { killAllIn } from "./processes";

export const checkout = resolve(__dirname, "../..");

// Node resolves links to real paths, so package and program share the checkout's single copy of the SDK.
const installed = ["@pulumi/pulumi", "@types/node", "typescript"];

async function linkPackages(dir: string): Promise<void> {
  const modules = join(dir, "node_modules");
  const links = installed.map((name) => [join(checkout, "node_modules", name), join(modules, name)] as const);
  for (const [target, link] of [...links, [checkout, join(modules, "pulumi-cavatica")] as const]) {
    await mkdir(dirname(link), { recursive: true });
    await symlink(target, link);
  }
}

export async function writeFiles(dir: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
}

// A test that fails midway never reaches its own clean-up, so this runs for every test file that imports this module.
const left = new Set<string>();
afterAll(async () => {
  await Promise.all([...left].map(removeProject));
});

/** A folder with only the given files. Returns its real path, since processes are found by their folder. */
export async function newFolder(files: Record<string, string>): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), "cavatica-test-")));
  left.add(dir);
  await writeFiles(dir, files);
  return dir;
}

/** A folder with `node_modules` and the given files. */
export async function newProject(files: Record<string, string>): Promise<string> {
  const dir = await newFolder(files);
  await linkPackages(dir);
  return dir;
}

/** Removes a project, and ends the processes that still run in it. */
export async function removeProject(dir: string): Promise<void> {
  killAllIn(dir);
  await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  left.delete(dir);
}

type Environment = Record<string, string | undefined>;

/** The developer's own accounts, profiles and Pulumi settings must not affect a test. */
export function cleanEnvironment(home: string, extra: Environment = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(PULUMI|SB_|VITEST|NODE_OPTIONS)/.test(name),
  );
  return { ...Object.fromEntries(inherited), NODE_ENV: undefined, HOME: home, ...extra };
}
