// Whether this package's command line and scripts understand a command, without running it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command, Option } from "commander";
import { newProgram } from "../../provider/cli/program";
import { checkout } from "./project";

const { scripts } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const PLACEHOLDER = /^[<…]/;

/** What is wrong with the words after "npm", if anything. */
export function npmProblem([first = "", second = ""]: readonly string[]): string | undefined {
  if (first !== "run") return undefined;
  return Object.hasOwn(scripts, second) ? undefined : `package.json has no script "${second}"`;
}

const optionOf = (command: Command, word: string): Option | undefined =>
  command.options.find(({ long, short }) => [long, short].includes(word.split("=")[0]));

/** An option with its value, if it takes one; returns what remains. */
function afterOption(option: Option, [word = "", ...rest]: readonly string[]): readonly string[] | string {
  if (!option.required && !option.optional) return rest;
  const [, inWord] = /=(.*)/.exec(word) ?? [];
  const value = inWord ?? rest[0];
  if (value === undefined) return `${word} needs a value`;
  if (option.argChoices && !option.argChoices.includes(value)) return `${word} can't be "${value}"`;
  return inWord === undefined ? rest.slice(1) : rest;
}

function problemWith(command: Command, words: readonly string[], given = 0): string | undefined {
  const [word, ...rest] = words;
  if (word === undefined || word === "--help") return undefined;
  if (!word.startsWith("-")) {
    const most = command.registeredArguments.length;
    return given < most ? problemWith(command, rest, given + 1) : `"${command.name()}" takes no "${word}"`;
  }
  const option = optionOf(command, word);
  if (!option) return `"${command.name()}" has no ${word}`;
  const after = afterOption(option, words);
  return typeof after === "string" ? after : problemWith(command, after, given);
}

/** What is wrong with the words after "npx pulumi-cavatica", if anything. */
export function ourProblem([name = "", ...words]: readonly string[]): string | undefined {
  if (PLACEHOLDER.test(name)) return undefined;
  const command = newProgram().commands.find((one) => one.name() === name);
  return command ? problemWith(command, words) : `pulumi-cavatica has no command "${name}"`;
}
