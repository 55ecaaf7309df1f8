import { toFileId } from "../../inputs/fields";
import { getFilesArgs } from "../../inputs/lookups";
import { toProjectId } from "../../inputs/projectId";
import { type FileInfo, fileInfo } from "../fileInfo";
import type { Criteria } from "../selection/match";
import { select } from "../selection/select";
import type { Look } from "./look";

/** Exactly one of `project` and `parent`; every other argument narrows. */
export interface GetFilesArgs extends Criteria {
  /** "owner/project" or the project's web address. */
  project?: string | undefined;
  /** A folder's id or web address, to look only below it. Globs are compared to the path below the project all the same. */
  parent?: string | undefined;
  /** Look into folders below as well. Default: true. */
  recursive?: boolean | undefined;
  /**
   * Take index files along with what is selected, whatever the criteria but `exclude`: those the platform records with a
   * file, and .bai, .tbi, .crai, .fai, .csi, .idx beside it. Default: false.
   */
  secondaryFiles?: boolean | undefined;
}

/** What was found. */
export interface GetFilesResult {
  /** In order of path; files only, no folders. */
  files: FileInfo[];
}

export const look: Look<GetFilesArgs, GetFilesResult> = {
  name: "getFiles",
  schema: getFilesArgs,
  what: ({ project, parent }) =>
    project === undefined ? `folder ${toFileId(parent ?? "")}` : `project ${toProjectId(project)}`,
  ask: async (account, { project, parent, recursive = true, secondaryFiles = false, ...criteria }) => {
    const selected = await select(account, {
      ...criteria,
      ...(project === undefined ? { parent: toFileId(parent ?? "") } : { project: toProjectId(project) }),
      recursive,
      secondaryFiles,
    });
    return { files: selected.map(fileInfo) };
  },
};
