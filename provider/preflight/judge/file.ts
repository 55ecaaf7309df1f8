import { explain, isPlatformError, type PlatformError } from "../../platform/errors/errors";
import { isAliasAt } from "../../platform/api/alias";
import type { PlatformFile } from "../../platform/api/files";
import { PUBLIC_PROJECT } from "../../platform/api/projects";
import type { PlannedExport } from "../plan/planned";

/** "problem": it is known to fail, and why. "there": its effect is in place. "unknown": it can't be determined. */
export type FileFate =
  { is: "ready" } | { is: "there" } | { is: "unknown" } | { is: "problem"; text: string };

const READY: FileFate = { is: "ready" };
const THERE: FileFate = { is: "there" };
const UNKNOWN: FileFate = { is: "unknown" };
const problem = (text: string): FileFate => ({ is: "problem", text });

/**
 * What the file alone shows about its export. Rules: neither public files nor aliases
 * (https://docs.sevenbridges.com/reference/start-an-export-job-v2), and neither archived files nor folders, as users have
 * found. Public files that were copied into another project, and files imported from DRS, look like any other file: the
 * platform refuses them at submission.
 */
export function fileFate(item: PlannedExport, file: PlatformFile | PlatformError | undefined): FileFate {
  if (!file) return UNKNOWN;
  if (isPlatformError(file)) return file.isTransient ? UNKNOWN : problem(unreadable(item, file));
  if (file.type === "folder")
    return problem(`${named(file)} is a folder, which can't be exported; name the files in it instead.`);
  if (file.storage?.type === "VOLUME") return aliasFate(item, file);
  if (file.archived)
    return problem(
      `${named(file)} is archived; restore it on the platform, wait until it is restored, and run again.`,
    );
  if (file.project === PUBLIC_PROJECT)
    return problem(
      `${named(file)} is one of the platform's public files, which can't be exported; leave it out.`,
    );
  return READY;
}

function unreadable({ file }: PlannedExport, { status, code, platformMessage }: PlatformError): string {
  return `${file} can't be read: ${explain({ status, code, message: platformMessage })}`;
}

function aliasFate(item: PlannedExport, file: PlatformFile): FileFate {
  const { volume, location, moves } = item;
  const at = `${file.storage?.volume}/${file.storage?.location}`;
  if (volume === undefined || location === undefined || moves === undefined) return UNKNOWN;
  if (!isAliasAt(file, { volume, location }))
    return problem(
      `${named(file)} is an alias of ${at}: it was exported or imported before, and an alias can't be exported. ` +
        `Leave it out, or set the destination to ${at} to adopt the existing object.`,
    );
  if (moves) return THERE;
  return problem(
    `${named(file)} was moved to ${at} by an earlier export, so it can't be copied there. ` +
      `Set copyOnly: false to adopt the finished move.`,
  );
}

/** Only a warning, since the platform doesn't document what a missing host means. */
export const probablyArchivedText = (file: Named): string =>
  `${named(file)} is probably archived: the platform doesn't show where it is hosted, as it does for other files. ` +
  `An archived file can't be exported (refused with 9006); restore it on the platform first.`;

type Named = Pick<PlatformFile, "id" | "name" | "project">;

/** "65a1… (sample.cram in lab/run7)": users can't recognise files by id alone. */
const named = ({ id, name, project }: Named): string =>
  name ? `${id} (${name}${project ? ` in ${project}` : ""})` : id;
