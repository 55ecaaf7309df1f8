import { z } from "zod";
import { FILE } from "./fields";

/** Projects and folders, as users write them. */

const PART = String.raw`[^/?#\s]+`;
/** ".../u/owner/project/…" on the web pages, ".../v2/projects/owner/project" in the API. */
const PROJECT = new RegExp(
  `^\\s*(?:https?://[^/]+/(?:u|v2/projects)/(${PART})/(${PART})(?:[/?#].*)?|(${PART}/${PART}))\\s*$`,
);

/** The id "owner/project" in a project's web address, or the string unchanged. */
export function toProjectId(text: string): string {
  const [, owner, project, id] = PROJECT.exec(text) ?? [];
  return owner && project ? `${decoded(owner)}/${decoded(project)}` : (id ?? text.trim());
}

/** What isn't escaped correctly is taken literally; the platform will report that there is no such project. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const projectId = z
  .string()
  .regex(PROJECT, 'must be a project\'s id "owner/project" or its web address');

/** To the platform a folder is a file, with an id of the same form. */
export const folderId = z
  .string()
  .regex(FILE, "must be a folder's id (24 hexadecimal characters) or its web address");
