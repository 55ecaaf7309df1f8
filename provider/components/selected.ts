import * as pulumi from "@pulumi/pulumi";
import { answer } from "../functions/lookups/answer";
import { type GetFilesArgs, look } from "../functions/lookups/getFiles";
import { textOf } from "../platform/errors/errors";
import { plainError } from "../resources/plainError";
import type { Provider } from "../resources/provider";
import { type LeftOut, problemsOf, renamedDuplicates, sortFiles, type Sorted } from "./items";

export type { LeftOut };

/** The items to declare, and what was selected besides. */
export interface Selected {
  items: { source: { file: string }; destination: { location: string } }[];
  leftOut: LeftOut[];
}

/** The arguments of a ProjectExport as far as selecting goes, once they are known. */
export interface SelectArgs {
  criteria: object;
  /** Undefined while it isn't known. */
  volume: string | undefined;
  prefix?: string | undefined;
  keepFolders?: boolean | undefined;
  moves?: boolean | undefined;
}

/** Looks the files up, warns of those that are left out, and fails where the rest can't be declared. */
export async function selectItems(
  args: SelectArgs,
  component: pulumi.Resource,
  provider: Provider | undefined,
): Promise<Selected> {
  const { volume, prefix = "", keepFolders = true, moves = true } = args;
  try {
    const criteria = args.criteria as GetFilesArgs;
    const options = provider ? { provider } : {};
    const { files } = await answer({ ...look, name: "ProjectExport" }, criteria, options);
    const sorted = sortFiles(files, { volume, prefix, keepFolders, moves });
    for (const text of [...leftOutTexts(sorted), ...duplicateTexts(files)])
      await pulumi.log.warn(text, component);
    refuse(files.length, sorted);
    return {
      items: sorted.items.map(({ file, location }) => ({
        source: { file: file.id },
        destination: { location },
      })),
      leftOut: sorted.leftOut,
    };
  } catch (error) {
    await pulumi.log.error(textOf(error), component);
    throw plainError("a ProjectExport can't be declared; the error in its own row says why");
  }
}

const MOST_NAMED = 20;

function listed(texts: readonly string[]): string {
  const named = texts.slice(0, MOST_NAMED).map((text) => `\n  ${text}`);
  return named.join("") + (texts.length > MOST_NAMED ? `\n  and ${texts.length - MOST_NAMED} more` : "");
}

function refuse(selected: number, { items, leftOut }: Sorted): void {
  const problems = problemsOf({ items });
  if (problems.length > 0)
    throw new Error(
      `${problems.length} location${problems.length === 1 ? "" : "s"} can't be used; keep the folders, or narrow include and exclude:${listed(problems)}`,
    );
  if (items.length > 0) return;
  throw new Error(
    selected === 0
      ? "no file meets the criteria; check project, include and exclude (globs are compared to the path below the project)"
      : `nothing is left to export: all ${leftOut.length} selected files are left out, as the warnings say`,
  );
}

function leftOutTexts({ leftOut }: Sorted): string[] {
  const [aliases, archived] = (["alias", "archived"] as const).map((why) =>
    leftOut.filter((file) => file.why === why).map(({ path, at }) => (at ? `${path} -> ${at}` : path)),
  );
  return [
    ...(aliases?.length
      ? [
          `${files(aliases.length)} left out: an alias of an object elsewhere can't be exported (it was imported, or ` +
            `exported to another place or by a move before):${listed(aliases)}`,
        ]
      : []),
    ...(archived?.length
      ? [
          `${files(archived.length)} left out: archived, as far as the platform shows. Restore them there, and the next ` +
            `run exports them:` +
            listed(archived),
        ]
      : []),
  ];
}

function duplicateTexts(all: Parameters<typeof renamedDuplicates>[0]): string[] {
  const duplicates = renamedDuplicates(all).map(({ file, of }) => `${file.path} beside ${of}`);
  if (duplicates.length === 0) return [];
  return [
    `${files(duplicates.length)} exported although by name a duplicate that the platform has renamed; to leave such out, ` +
      `exclude "**/_[0-9]_*":${listed(duplicates)}`,
  ];
}

const files = (count: number): string => (count === 1 ? "1 file is" : `${count} files are`);
