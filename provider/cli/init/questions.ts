import { createInterface } from "node:readline/promises";
import type { z } from "zod";
import { volumeId } from "../../inputs/fields";
import { projectId } from "../../inputs/projectId";
import { type Language, LANGUAGES } from "./templates";

export interface Answers {
  project: string;
  volume: string;
  language: Language;
}

/** A terminal on which questions can be asked. */
export interface Terminal {
  ask: (question: string) => Promise<string>;
  say: (line: string) => void;
}

const PROBLEMS = {
  project: 'give the project\'s id, "owner/name" as in its web address',
  volume: 'give the volume\'s id, "owner/name"',
};

const isValid = (schema: z.ZodType, text: string): boolean => schema.safeParse(text).success;

/** Why a value can't be used; undefined if it can. */
export const problemOf = (what: "project" | "volume", text: string): string | undefined =>
  isValid(what === "project" ? projectId : volumeId, text) ? undefined : PROBLEMS[what];

/** Asks for what isn't given if there is a terminal; otherwise names the missing flags. */
export async function completed(given: Partial<Answers>, terminal: Terminal | undefined): Promise<Answers> {
  const missing = (["project", "volume"] as const).filter((name) => given[name] === undefined);
  if (missing.length > 0 && !terminal)
    throw new Error(
      `init: give ${missing.map((name) => `--${name} owner/name`).join(" and ")}; there is no terminal to ask on.`,
    );
  for (const name of ["project", "volume"] as const) {
    const problem = given[name] === undefined ? undefined : problemOf(name, given[name]);
    if (problem) throw new Error(`init: --${name} ${JSON.stringify(given[name])}: ${problem}.`);
  }
  const project = given.project ?? (await ask(terminal!, "project", "Which project's files (owner/name)?"));
  const volume = given.volume ?? (await ask(terminal!, "volume", "Which volume do they go to (owner/name)?"));
  const language = given.language ?? (terminal ? await askLanguage(terminal) : "manifest");
  return { project, volume, language };
}

async function ask(terminal: Terminal, what: "project" | "volume", question: string): Promise<string> {
  for (;;) {
    const answer = (await terminal.ask(`${question} `)).trim();
    const problem = problemOf(what, answer);
    if (problem === undefined) return answer;
    terminal.say(`That isn't a valid id: ${problem}.`);
  }
}

async function askLanguage(terminal: Terminal): Promise<Language> {
  for (;;) {
    const answer = (await terminal.ask(`Written as (${LANGUAGES.join(", ")}; default manifest)? `)).trim();
    if (answer === "") return "manifest";
    const found = LANGUAGES.find((language) => language === answer.toLowerCase());
    if (found) return found;
    terminal.say(`Choose one of ${LANGUAGES.join(", ")}.`);
  }
}

/** This process's terminal; undefined in a pipeline. */
export function thisTerminal(): (Terminal & { close: () => void }) | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return {
    ask: (question) => lines.question(question),
    say: (line) => process.stdout.write(`${line}\n`),
    close: () => lines.close(),
  };
}
