import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { cliFolder } from "./cli";
import { checkout } from "./project";

const exec = promisify(execFile);
const found = new Map<string, Promise<string>>();

/** The folder that a script creates once and prints. */
export function folderOf(script: string): Promise<string> {
  const known = found.get(script);
  if (known) return known;
  const asked = (async () => {
    const env = { ...process.env, PATH: [await cliFolder(), process.env.PATH].join(delimiter) };
    return (await exec(process.execPath, [join(checkout, "scripts", script)], { env })).stdout.trim();
  })();
  found.set(script, asked);
  return asked;
}
