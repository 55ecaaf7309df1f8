import { extname } from "node:path";
import { Command, Option } from "commander";
import { toHtml } from "../report/html/page";
import { toMarkdown } from "../report/markdown";
import { type Report, reportOf } from "../report/report";
import { parseState } from "../report/state";
import { toTsv } from "../report/tsv";
import { clientHere } from "./account";
import { deliver } from "./deliver";
import { withMetadata } from "./metadata";
import { readStateText, type StateSource } from "./reportSource";

const FORMATS: Readonly<Record<string, (report: Report) => string>> = {
  tsv: toTsv,
  md: toMarkdown,
  html: toHtml,
};

interface Given extends StateSource {
  format?: string;
  out?: string;
  metadata?: string;
}

/** The command "report". */
export function reportCommand(): Command {
  return new Command("report")
    .description("the results of a stack's exports and imports, file by file, failures first")
    .option("--stack <name>", "a stack of the project in this folder (default: the selected one)")
    .addOption(
      new Option(
        "--state <file>",
        "the stack's exported state instead; - reads it from standard input",
      ).conflicts("stack"),
    )
    .addOption(
      new Option("--format <name>", "default: by the extension of --out, otherwise tsv").choices(
        Object.keys(FORMATS),
      ),
    )
    .option("--out <file>", "write there instead of printing")
    .option(
      "--metadata <keys>",
      'TSV columns with the files\' metadata: keys separated by commas, or "all"; sends requests to the platform',
    )
    .addHelpText("after", EXAMPLES)
    .action(run);
}

const EXAMPLES = `
Examples:
  npx pulumi-cavatica report --stack prod --out exports.html
  npx pulumi-cavatica report --format md >> "$GITHUB_STEP_SUMMARY"
  pulumi stack export | npx pulumi-cavatica report --state - | cut -f 1,4,7`;

async function run(given: Given): Promise<void> {
  const { text, from } = await readStateText(given);
  const report = reportOf(parseState(text, from));
  const whole =
    given.metadata === undefined ? report : await withMetadata(report, given.metadata, await clientHere());
  await deliver(FORMATS[formatOf(given)]!(whole), given.out);
}

function formatOf({ format, out = "" }: Given): string {
  if (format !== undefined) return format;
  const ending = extname(out).slice(1).toLowerCase();
  return Object.hasOwn(FORMATS, ending) ? ending : "tsv";
}
