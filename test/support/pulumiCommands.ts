// The commands of the Pulumi CLI that the documentation uses, with all their flags. An engine test holds the list to the CLI.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./project";

export type PulumiCommands = Readonly<Record<string, readonly string[]>>;

export const PULUMI_COMMANDS_FILE = join(checkout, "test/fixtures/pulumi-commands.json");

export const pulumiCommands = (): PulumiCommands =>
  JSON.parse(readFileSync(PULUMI_COMMANDS_FILE, "utf8")) as PulumiCommands;

/** The flags that a help text lists, long and short. */
export const flagsIn = (help: string): string[] =>
  [...help.matchAll(/^ +(?:(-\w), )?(--[\w-]+)/gm)]
    .flatMap(([, short, long]) => [short, long])
    .filter((flag) => flag !== undefined)
    .sort();

/** What is wrong with the words after "pulumi", if anything. */
export function pulumiProblem(words: readonly string[], known = pulumiCommands()): string | undefined {
  const [first = "", second = ""] = words;
  const isGroup = Object.keys(known).some((name) => name.startsWith(`${first} `));
  const command = isGroup && /^\w/.test(second) ? `${first} ${second}` : first;
  const flags = known[command];
  if (!flags) return `"pulumi ${command}" isn't in ${PULUMI_COMMANDS_FILE}`;
  const wrong = words.map((word) => word.split("=")[0]!).find((w) => w.startsWith("-") && !flags.includes(w));
  return wrong && `"pulumi ${command}" has no ${wrong}`;
}
