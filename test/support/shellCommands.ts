// The commands that the documentation gives: in shell snippets, and in the text.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkOf } from "./blocks";
import { checkout } from "./project";
import { snippetsOf } from "./snippets";

/** A command, as words without quotes. */
export interface ShownCommand {
  /** Such as "README.md:8". */
  at: string;
  words: string[];
}

const WORD = /\\\n|(?:"[^"]*"|'[^']*'|[^\s"'|;&()])+|&&|[|;&()\n]/g;
const ENDS = /^(&&|[|;&()\n])$/;
const COMMENT = /(^|\s)#.*$/gm;
const ASSIGNMENT = /^\w+=/;

const withoutAssignments = (words: readonly string[]): string[] => {
  const start = words.findIndex((word) => !ASSIGNMENT.test(word));
  return start === -1 ? [] : words.slice(start);
};

const unquoted = (word: string): string => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2");

/** The simple commands of a script. What documented scripts don't use, such as functions and here-documents, isn't read. */
export function commandsIn(script: string): string[][] {
  const commands: string[][] = [[]];
  for (const [word] of script.replace(COMMENT, "").matchAll(WORD)) {
    if (ENDS.test(word)) commands.push([]);
    else if (word !== "\\\n") commands.at(-1)!.push(unquoted(word));
  }
  return commands.map(withoutAssignments).filter((words) => words.length > 0);
}

const FENCES = /^[ \t]*```.*?^[ \t]*```/gms;
const CODE = /`([^`]+)`/g;
/** A program's name alone is no command. */
const COMMAND = /^(npx pulumi-cavatica|npm|pulumi)\s/;

function inText(path: string): ShownCommand[] {
  const page = readFileSync(join(checkout, path), "utf8");
  // Lines keep their numbers.
  const text = page.replace(FENCES, (block) => block.replace(/[^\n]/g, ""));
  return [...text.matchAll(CODE)]
    .filter(([, code = ""]) => COMMAND.test(code))
    .flatMap(({ 1: code = "", index }) => {
      const at = `${path}:${text.slice(0, index).split("\n").length}`;
      return commandsIn(code.replace(/\s+/g, " ")).map((words) => ({ at, words }));
    });
}

const PROMPT = /^\$ (.*)$/gm;

/** All that a page tells its reader to run. */
export function shownCommands(path: string): ShownCommand[] {
  const snippets = snippetsOf(path).flatMap(({ at, language, text }) => {
    if (checkOf({ language, text }) === "commands") return commandsIn(text).map((words) => ({ at, words }));
    return [...text.matchAll(PROMPT)].flatMap(([, line = ""]) =>
      commandsIn(line).map((words) => ({ at, words })),
    );
  });
  return [...snippets, ...inText(path)];
}
