// Links between the pages of the documentation, as GitHub resolves them.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Link, linksToGitHub, relativeLinks } from "../../scripts/lib/links.mjs";
import { checkout } from "./project";

const FENCES = /^[ \t]*```.*?^[ \t]*```/gms;
const HEADING = /^#{1,6} (.*)$/gm;

const textOf = (page: string): string => readFileSync(join(checkout, page), "utf8");

/** GitHub: lower case, without punctuation, spaces as hyphens. */
const slugOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

const anchorsOf = (page: string): string[] =>
  [...textOf(page).replace(FENCES, "").matchAll(HEADING)].map(([, heading = ""]) => slugOf(heading));

const leadsNowhere = ({ path, anchor }: Link): boolean =>
  !existsSync(join(checkout, path)) ||
  (anchor !== undefined && path.endsWith(".md") && !anchorsOf(path).includes(anchor));

/** Links of a page that lead nowhere in this repository: no such file, or no such heading in it. */
export const brokenLinks = (page: string): string[] =>
  [...relativeLinks(page, textOf(page)), ...linksToGitHub(textOf(page))]
    .filter(leadsNowhere)
    .map(({ shown }) => shown);
