import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import { type Check, failed, passed, skipped } from "./check";

const LEAST_NODE = "20.19.0";
const LEAST_SDK = "3.216.0";
/** From this version on, the SDK itself requires Node 22. */
const SDK_OF_NODE_22 = "3.249.0";

export interface Machine {
  nodeVersion: string;
  /** The folder to start in. */
  folder: string;
  /** A program's output; rejects with ENOENT if there is no such program. */
  run: (command: string, args: string[], folder: string) => Promise<string>;
}

export const thisMachine = (): Machine => ({
  nodeVersion: process.versions.node,
  folder: process.cwd(),
  run: async (command, args, cwd) =>
    (await promisify(execFile)(command, args, { cwd, timeout: 20_000 })).stdout,
});

/** Whether a version is at least another one, both in the form "1.2.3". */
export function isAtLeast(version: string, least: string): boolean {
  const [a, b] = [version, least].map((text) => text.replace(/^v/, "").split(/[.+-]/).map(Number));
  for (const i of [0, 1, 2]) if ((a![i] ?? 0) !== (b![i] ?? 0)) return (a![i] ?? 0) > (b![i] ?? 0);
  return true;
}

export const nodeCheck = ({ nodeVersion }: Machine): Check =>
  isAtLeast(nodeVersion, LEAST_NODE)
    ? passed("Node.js", nodeVersion)
    : failed("Node.js", nodeVersion, `install Node.js ${LEAST_NODE} or later, preferably 22`);

export async function cliCheck({ run, folder }: Machine): Promise<Check> {
  try {
    return passed("Pulumi CLI", (await run("pulumi", ["version"], folder)).trim());
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const found = isMissing ? "there is no `pulumi` on the PATH" : "`pulumi version` failed";
    return failed("Pulumi CLI", found, "install it: https://www.pulumi.com/docs/install/");
  }
}

export interface Project {
  /** Where the program's modules are resolved. */
  programFolder: string;
  /** The folder of Pulumi.yaml; undefined if there is none here or above. */
  folder: string | undefined;
  runtime: string;
}

const projectSchema = z.looseObject({
  main: z.string().optional(),
  runtime: z.union([z.string(), z.looseObject({ name: z.string() })]).optional(),
});

/** The Pulumi project of a folder or of one above it. */
export async function projectOf(folder: string): Promise<Project> {
  for (const ending of ["yaml", "yml"]) {
    const text = await readFile(join(folder, `Pulumi.${ending}`), "utf8").catch(() => undefined);
    const read = text === undefined ? undefined : projectSchema.safeParse(quietly(text));
    if (!read?.success) continue;
    const { main, runtime = "nodejs" } = read.data;
    const name = typeof runtime === "string" ? runtime : runtime.name;
    const program = main === undefined ? folder : resolve(folder, main);
    return { folder, programFolder: /\.\w+$/.test(program) ? dirname(program) : program, runtime: name };
  }
  const above = dirname(folder);
  return above === folder
    ? { folder: undefined, programFolder: folder, runtime: "nodejs" }
    : projectOf(above);
}

function quietly(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** Checks the SDK and this package, as the program would load them. */
export async function packageChecks(machine: Machine): Promise<Check[]> {
  const found = await projectOf(machine.folder);
  const { folder, runtime } = found;
  // Without a project, the packages installed here are checked.
  const programFolder = folder === undefined ? machine.folder : found.programFolder;
  if (runtime !== "nodejs")
    return [
      skipped("Pulumi SDK", `the program's runtime is ${runtime}`),
      skipped("Package", `the program's runtime is ${runtime}`),
    ];
  const [sdk, own] = await Promise.all([
    versionFrom(programFolder, "@pulumi/pulumi"),
    versionFrom(programFolder, "pulumi-cavatica"),
  ]);
  return [sdkCheck(sdk, machine.nodeVersion), ownCheck(own, folder)];
}

function sdkCheck(version: string | undefined, node: string): Check {
  const name = "Pulumi SDK";
  if (version === undefined)
    return failed(name, "@pulumi/pulumi isn't found from the program's folder", "npm install @pulumi/pulumi");
  if (!isAtLeast(version, LEAST_SDK))
    return failed(name, version, `npm install @pulumi/pulumi@latest (at least ${LEAST_SDK})`);
  if (isAtLeast(version, SDK_OF_NODE_22) && !isAtLeast(node, "22.0.0"))
    return failed(name, `${version} requires Node.js 22`, "install Node.js 22, or @pulumi/pulumi@3.248");
  return passed(name, version);
}

function ownCheck(version: string | undefined, folder: string | undefined): Check {
  if (version !== undefined) return passed("Package", `pulumi-cavatica ${version}`);
  const where =
    folder === undefined ? "this folder, which isn't in a Pulumi project" : "the program's folder";
  return failed(
    "Package",
    `pulumi-cavatica isn't found from ${where}`,
    "run `npm install pulumi-cavatica` in the project's folder",
  );
}

async function versionFrom(folder: string, name: string): Promise<string | undefined> {
  try {
    const path = createRequire(join(folder, "program.js")).resolve(`${name}/package.json`);
    return (JSON.parse(await readFile(path, "utf8")) as { version: string }).version;
  } catch {
    return undefined;
  }
}
