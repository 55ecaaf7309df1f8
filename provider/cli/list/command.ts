import { Command, Option } from "commander";
import { z } from "zod";
import { getFilesArgs } from "../../inputs/lookups";
import { toFileId } from "../../inputs/fields";
import { toProjectId } from "../../inputs/projectId";
import { validate } from "../../inputs/validate";
import { type Criteria, matcher } from "../../functions/selection/match";
import { mayHold } from "../../functions/selection/globs";
import { FolderPaths, type Placed, type Start } from "../../platform/api/tree";
import type { Client } from "../../platform/http/client";
import { clientHere } from "../account";
import { type ListedFile, walkFiles, withStates } from "./files";
import { type Format, jsonFormat, tableFormat, yamlFormat } from "./formats";
import { MovedFiles } from "./moved";
import { EnoughRead, openOutput, type Output } from "./output";
import { progressOf } from "./progress";
import { spooled } from "./spool";

interface Given {
  project?: string;
  parent?: string;
  include?: string[];
  exclude?: string[];
  tag?: string[];
  task?: string;
  metadata?: string;
  format: "tsv" | "csv" | "json" | "yaml";
  out?: string;
}

const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** The options don't say which files to list. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The command "list". */
export function listCommand(): Command {
  return new Command("list")
    .description("the files of a project or folder, as a table that a manifest reads")
    .option("--project <owner/name>", "the project")
    .option("--parent <id>", "only what is below this folder")
    .option("--include <glob>", "paths below the project that are listed; repeatable (default: all)", collect)
    .option("--exclude <glob>", "paths that aren't listed; repeatable", collect)
    .option("--tag <tag>", "files that have one of these tags; repeatable", collect)
    .option("--task <id>", "files that this task has created")
    .option("--metadata <keys>", 'metadata to show: keys separated by commas, or "all"')
    .addOption(
      new Option("--format <name>", "how to write them")
        .choices(["tsv", "csv", "json", "yaml"])
        .default("tsv"),
    )
    .option("--out <file>", "write there instead of printing; the file appears once it is complete")
    .addHelpText("after", EXAMPLES)
    .action(async (given: Given) => list(await clientHere(), given));
}

const EXAMPLES = `
Examples:
  npx pulumi-cavatica list --project lab/run7 --include "aligned/*.cram" --out cohort.tsv
  npx pulumi-cavatica list --project lab/run7 --metadata sample_id,case_id --format csv | head
  npx pulumi-cavatica list --project lab/run7 --format yaml > exports.yaml`;

/** Lists the files as they arrive. */
export async function list(client: Client, given: Given): Promise<void> {
  const criteria = criteriaOf(given);
  const start = await startOf(client, given);
  const output = openOutput(given.out);
  try {
    const moved = new MovedFiles(client);
    const selected = only(walkFiles(client, start, mayHold(criteria.include, criteria.exclude)), criteria);
    const files = progressOf(withStates(client, selected, moved.has), "files");
    await write(output, files, given);
    await output.close();
  } catch (error) {
    await output.discard();
    if (!(error instanceof EnoughRead)) throw error;
  }
}

async function write(output: Output, files: AsyncIterable<ListedFile>, given: Given): Promise<void> {
  const { format } = given;
  const isTable = format === "tsv" || format === "csv";
  // The columns of a table are known only once all of its metadata has been seen.
  const { keys, items } =
    isTable && given.metadata === "all" ? await spooled(files) : { keys: keysOf(given), items: files };
  const writer = formatOf(given, keys);
  await output.write(writer.start());
  for await (const file of items) await output.write(writer.line(file));
  await output.write(writer.end());
}

const keysOf = ({ metadata }: Given): string[] =>
  metadata === undefined || metadata === "all"
    ? []
    : metadata.split(",").flatMap((key) => (key.trim() === "" ? [] : [key.trim()]));

function formatOf(given: Given, keys: string[]): Format {
  if (given.format === "yaml") return yamlFormat();
  if (given.format === "json")
    return jsonFormat(given.metadata === "all" ? "all" : (given.metadata && keys) || undefined);
  return tableFormat(given.format === "csv" ? "," : "\t", keys);
}

async function* only(files: AsyncIterable<Placed>, criteria: Criteria): AsyncGenerator<Placed> {
  const matches = matcher(criteria);
  for await (const placed of files) if (matches(placed)) yield placed;
}

const where = z
  .looseObject({})
  .refine(({ project, parent }) => project !== undefined || parent !== undefined, {
    message: "give --project owner/name, or --parent with a folder's id",
  });

/** As for `getFiles`, except that both a folder and its project may be given. */
function criteriaOf(given: Given): Criteria {
  const { project, parent, include, exclude, tag: tags, task } = given;
  const named = where.safeParse(given);
  if (!named.success) throw new UsageError(`list: ${named.error.issues[0]?.message}`);
  const criteria = { include, exclude, tags, task };
  const start = parent === undefined ? { project } : { parent };
  const failures = validate(getFilesArgs, JSON.parse(JSON.stringify({ ...criteria, ...start })) as object);
  if (failures.length > 0) throw new UsageError(`list: ${failures.map(({ reason }) => reason).join("; ")}`);
  return criteria;
}

async function startOf(client: Client, { project = "", parent }: Given): Promise<Start> {
  if (parent === undefined) return { project: toProjectId(project) };
  const id = toFileId(parent);
  return { parent: id, path: await new FolderPaths(client).folder(id) };
}
