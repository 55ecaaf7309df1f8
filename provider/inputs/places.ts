import { z } from "zod";
import { fileId } from "./fields";

/** Projects and folders, as users write them. */

const PROJECT_ID = /^[^/\s]+\/[^/\s]+$/;
/** ".../u/owner/project/…" on the web pages, ".../v2/projects/owner/project" in the API. */
const PROJECT_ADDRESS = /^https?:\/\/[^/]+\/(?:u|v2\/projects)\/([^/?#\s]+)\/([^/?#\s]+)/i;

/** The id "owner/project" in a project's web address, or the text as it is. */
export function toProjectId(text: string): string {
  const [, owner, project] = PROJECT_ADDRESS.exec(text.trim()) ?? [];
  return owner && project ? `${decodeURIComponent(owner)}/${decodeURIComponent(project)}` : text.trim();
}

export const projectId = z
  .string()
  .refine(
    (text) => PROJECT_ID.test(toProjectId(text)),
    'must be a project\'s id "owner/project" or its web address',
  );

/** A folder is a file to the platform, and has an id of the same form. */
export const folderId = z
  .string()
  .refine(
    (text) => fileId.safeParse(text).success,
    "must be a folder's id (24 hexadecimal characters) or its web address",
  );
