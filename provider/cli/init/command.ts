import { mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { Command, Option } from "commander";
import { toProjectId } from "../../inputs/projectId";
import { print } from "../deliver";
import type { Files } from "./parts";
import { type Answers, completed, thisTerminal } from "./questions";
import { filesFor, type Language, LANGUAGES } from "./templates";

interface Given {
  project?: string;
  volume?: string;
  language?: Language;
}

/** The command "init". */
export function initCommand(): Command {
  return new Command("init")
    .description("write a stack that exports a project's files, into an empty folder")
    .argument("[dir]", "the folder; created if it doesn't exist (default: this one)", ".")
    .option("--project <owner/name>", "the project whose files are exported")
    .option("--volume <owner/name>", "the volume that they go to")
    .addOption(
      new Option("--language <name>", "how the stack is written (default: manifest)").choices(LANGUAGES),
    )
    .addHelpText(
      "after",
      "\nOn a terminal it asks for what isn't given. A file that exists is never replaced.",
    )
    .action(init);
}

async function init(dir: string, given: Given): Promise<void> {
  const folder = resolve(dir);
  await refuseIfUsed(folder);
  const terminal = thisTerminal();
  let answers: Answers;
  try {
    answers = await completed(given, terminal);
  } finally {
    terminal?.close();
  }
  const { language, volume } = answers;
  const project = toProjectId(answers.project);
  const name = nameOf(folder);
  const files = filesFor(language, { name, project, volume, nodeVersion: process.versions.node });
  await write(folder, files);
  await print(nextSteps(dir, files));
}

/** What a folder may contain and still count as empty. */
const HARMLESS = /^(\.git|\.DS_Store|README.*|LICEN[CS]E.*)$/i;
const MOST_NAMED = 5;

async function refuseIfUsed(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new Error(`init: ${folder} can't be used: ${error.message}`, { cause: error });
  });
  const used = entries.filter((entry) => !HARMLESS.test(entry));
  if (used.length === 0) return;
  const named = used.slice(0, MOST_NAMED).join(", ");
  const more = used.length > MOST_NAMED ? ` and ${used.length - MOST_NAMED} more` : "";
  throw new Error(`init: ${folder} isn't empty (${named}${more}). Name an empty folder, or a new one.`);
}

/** A Pulumi project's name, made from the folder's: letters, digits, and "-", "_", ".". */
export const nameOf = (folder: string): string =>
  basename(folder)
    .replace(/[^A-Za-z0-9_.-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "")
    .slice(0, 100) || "exports";

async function write(folder: string, files: Files): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text, { flag: "wx" });
}

const nextSteps = (dir: string, files: Files): string => `Written: ${Object.keys(files).join(", ")}

Next:
${dir === "." ? "" : `  cd ${dir}\n`}  npm install
${"requirements.txt" in files ? "  python3 -m venv venv && . venv/bin/activate && pip install -r requirements.txt\n" : ""}  pulumi stack init dev
  export SB_AUTH_TOKEN=…            # the account's token: Developer > Authentication token
  npx pulumi-cavatica doctor        # checks what exports need
  pulumi preview                    # shows what would be exported; changes nothing
`;
