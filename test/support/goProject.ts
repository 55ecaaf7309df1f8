// Go programs that use the generated SDK of this checkout.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { folderOf } from "./scriptFolders";

const exec = promisify(execFile);

const KEPT = ["GOENV", "GOPATH", "GOCACHE", "GOMODCACHE"];

/** Go's build and module caches: a program with its own home would start with empty ones. */
export async function goEnvironment(): Promise<Record<string, string>> {
  const { stdout } = await exec("go", ["env", "-json", ...KEPT]);
  return JSON.parse(stdout) as Record<string, string>;
}

/** The folder of the SDK, which can take minutes to generate at first. */
export const goSdk = (): Promise<string> => folderOf("go-sdk.mjs");

const MODULE = "github.com/pulumi-cavatica/pulumi-cavatica/sdk/go/cavatica";

/** `go.mod` and `go.sum` of a program that uses the SDK and whatever the SDK uses. */
export async function goModule(name: string): Promise<Record<string, string>> {
  const sdk = await goSdk();
  const [mod, sum] = await Promise.all(["go.mod", "go.sum"].map((file) => readFile(join(sdk, file), "utf8")));
  const own = `require ${MODULE} v0.0.0\n\nreplace ${MODULE} => ${sdk}\n`;
  return { "go.mod": `${mod!.replace(/^module .*/, `module ${name}`)}\n${own}`, "go.sum": sum! };
}

/** Runs go vet on every package in a folder; its complaints are the error's message. */
export async function vet(dir: string): Promise<void> {
  await exec("go", ["vet", "./..."], { cwd: dir });
}
