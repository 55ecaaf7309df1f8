import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";

export interface StateSource {
  stack?: string;
  state?: string;
}

/** The state of a stack with 50 000 items is about 20 MB. */
const MOST_BYTES = 1 << 30;

/** A stack's state, and its name in errors. Secrets stay encrypted: they are never requested. */
export async function readStateText({ stack, state }: StateSource): Promise<{ text: string; from: string }> {
  if (state === "-") return { text: await text(process.stdin), from: "The input" };
  if (state !== undefined) return { text: await fileText(state), from: state };
  return { text: await exported(stack), from: "What `pulumi stack export` printed" };
}

async function fileText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new Error(`--state ${path} can't be read: ${isMissing ? "there is no such file" : String(error)}`, {
      cause: error,
    });
  }
}

async function exported(stack: string | undefined): Promise<string> {
  const args = ["stack", "export", "--non-interactive", ...(stack === undefined ? [] : ["--stack", stack])];
  try {
    return (await promisify(execFile)("pulumi", args, { maxBuffer: MOST_BYTES })).stdout;
  } catch (error) {
    const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
    if (code === "ENOENT")
      throw new Error("there is no `pulumi` on the PATH; install Pulumi's CLI, or give --state FILE.", {
        cause: error,
      });
    throw new Error(`\`pulumi ${args.join(" ")}\` failed: ${stderr.trim() || String(error)}`, {
      cause: error,
    });
  }
}
