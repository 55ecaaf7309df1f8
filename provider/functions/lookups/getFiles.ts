import { toFileId } from "../../inputs/fields";
import { getFilesArgs } from "../../inputs/lookups";
import { toProjectId } from "../../inputs/projectId";
import { type FileInfo, fileInfo } from "../fileInfo";
import type { Criteria } from "../selection/match";
import { select } from "../selection/select";
import type { Look } from "./look";

/** Arguments of `getFiles`: exactly one of `project` and `parent`; every other argument narrows the selection. */
export interface GetFilesArgs extends Criteria {
  /** "owner/project" or the project's web address. */
  project?: string | undefined;
  /** A folder's id or web address, to search only below it. Globs still match the path below the project. */
  parent?: string | undefined;
  /** Search subfolders as well. Default: true. */
  recursive?: boolean | undefined;
  /**
   * Include the index files of selected files, regardless of all criteria except `exclude`: those the platform associates
   * with a file, and .bai, .tbi, .crai, .fai, .csi, .idx files beside it. Default: false.
   */
  secondaryFiles?: boolean | undefined;
}

/** The result of `getFiles`. */
export interface GetFilesResult {
  /** Sorted by path; files only, no folders. */
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
