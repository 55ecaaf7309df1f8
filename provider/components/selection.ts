import type { FileInfo } from "../functions/fileInfo";
import { type LeftOut, problemsOf, renamedDuplicates, sortFiles, type Sorted } from "./items";

/** The items to declare, and the files that were left out. */
export interface Selected {
  items: { source: { file: string }; destination: { location: string } }[];
  leftOut: LeftOut[];
}

/** The arguments of a ProjectExport that matter for selecting, once they are known. */
export interface SelectArgs {
  criteria: object;
  /** Undefined if not known yet. */
  volume: string | undefined;
  prefix?: string | undefined;
  keepFolders?: boolean | undefined;
  moves?: boolean | undefined;
}

/** Sorts the files that were found; warns about those that are left out, and throws if the rest can't be declared. */
export async function selectedOf(
  files: readonly FileInfo[],
  { volume, prefix = "", keepFolders = true, moves = true }: SelectArgs,
  warn: (text: string) => void | Promise<void>,
): Promise<Selected> {
  const sorted = sortFiles(files, { volume, prefix, keepFolders, moves });
  for (const text of [...leftOutTexts(sorted), ...duplicateTexts(files)]) await warn(text);
  refuse(files.length, sorted);
  return {
    items: sorted.items.map(({ file, location }) => ({
      source: { file: file.id },
      destination: { location },
    })),
    leftOut: sorted.leftOut,
  };
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
      ? "no file meets the criteria; check project, include and exclude (globs match the path below the project)"
      : `nothing is left to export: ${leftOut.length === 1 ? "the only selected file is" : `all ${leftOut.length} selected files are`} left out, as the warnings say`,
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
            `exported to another destination before):${listed(aliases)}`,
        ]
      : []),
    ...(archived?.length
      ? [
          `${files(archived.length)} left out: archived, as far as the platform shows. Restore what is archived there, and the ` +
            `next run exports it:` +
            listed(archived),
        ]
      : []),
  ];
}

function duplicateTexts(all: Parameters<typeof renamedDuplicates>[0]): string[] {
  const duplicates = renamedDuplicates(all).map(({ file, of }) => `${file.path} beside ${of}`);
  if (duplicates.length === 0) return [];
  return [
    `${files(duplicates.length)} exported although the name looks like a duplicate that the platform has renamed; to leave such ` +
      `files out, exclude "**/_[0-9]_*":${listed(duplicates)}`,
  ];
}

const files = (count: number): string => (count === 1 ? "1 file is" : `${count} files are`);
