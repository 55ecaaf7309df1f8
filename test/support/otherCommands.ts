// Commands of other programs in the documentation: only these are used, and only in these ways.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./project";

/** With the words that may follow; undefined: anything. */
const PROGRAMS: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  ["npm", ["ci", "install", "run", "test", "version", "pack"]],
  ["npx", ["pulumi-cavatica"]],
  ["git", ["clone", "tag", "push"]],
  ["go", ["mod"]],
  ["python3", ["-m"]],
  ["pip", ["install"]],
  ...["pulumi", "cd", "mkdir", "export", ".", "curl", "sha256sum"].map((name) => [name, undefined] as const),
]);

/** What is wrong with a command, as far as it can be known without its program. */
export function otherProblem([program = "", word = ""]: readonly string[]): string | undefined {
  const script = program === "node" ? word : program;
  if (script.includes("/"))
    return existsSync(join(checkout, script)) ? undefined : `there is no file ${script}`;
  if (!PROGRAMS.has(program)) return `"${program}" isn't among the programs whose use can be checked`;
  const words = PROGRAMS.get(program);
  return words === undefined || words.includes(word) ? undefined : `"${program}" isn't used with "${word}"`;
}
